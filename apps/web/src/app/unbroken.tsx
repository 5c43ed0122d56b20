import { Component, type ReactNode } from 'react';
import { RequestFailure } from '../session/http.js';
import { Failure } from '../ui/states.js';

/**
 * A page whose script cannot be loaded (no network, or a newer portal was installed meanwhile) or that breaks shows a
 * sentence and a button instead of a blank screen. What was typed lies in the page's own kept copy.
 */
export class Unbroken extends Component<{ children: ReactNode }, { failure: unknown }> {
  override state = { failure: null as unknown };

  static getDerivedStateFromError(failure: unknown): { failure: unknown } {
    // Browsers give a module that did not arrive as a TypeError without more.
    const notLoaded = failure instanceof TypeError && /module|import/i.test(failure.message);
    return { failure: notLoaded && !navigator.onLine ? new RequestFailure('OFFLINE', '') : (failure ?? new Error()) };
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children;
    return <Failure failure={this.state.failure} retry={() => window.location.reload()} />;
  }
}
