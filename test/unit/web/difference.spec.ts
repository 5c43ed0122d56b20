/** How far a figure lies from the one it is read against. */
import { describe, expect, it } from 'vitest';
import { difference } from '../../../apps/web/src/filing/difference.js';

describe('the difference a reviewer sees', () => {
  it('is exact, with its share of the earlier figure', () => {
    expect(difference('5910', '5820')).toEqual({ by: '90', percent: '1.5', isLarge: false });
    expect(difference('0.3', '0.1')).toEqual({ by: '0.2', percent: '200', isLarge: true });
    expect(difference('80', '100')).toEqual({ by: '-20', percent: '-20', isLarge: true });
    expect(difference('80.1', '100')).toEqual({ by: '-19.9', percent: '-19.9', isLarge: false });
  });

  it('has no share of nothing, and of a negative figure the sign of its movement', () => {
    expect(difference('3', '0')).toEqual({ by: '3', percent: null, isLarge: true });
    expect(difference('-5', '-10')).toEqual({ by: '5', percent: '50', isLarge: true });
  });

  it('is none where a figure is missing, or both are the same in other digits', () => {
    expect(difference(null, '1')).toBeNull();
    expect(difference('1', null)).toBeNull();
    expect(difference('1.50', '1.5')).toBeNull();
  });
});
