import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/kernel';
import { loadConfig } from './config.js';

function failureOf(env: Record<string, string>, needs: Parameters<typeof loadConfig>[1] = []): DomainError {
  try {
    loadConfig(env, needs);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('loadConfig', () => {
  it('fills every default from an empty environment', () => {
    expect(loadConfig({})).toEqual({
      nodeEnv: 'production',
      mode: 'external',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      appUrl: null,
      ownerUrl: null,
      redisUrl: null,
      dataFolder: resolve('.data'),
      uploadMaxBytes: 40 * 1024 * 1024,
      requestsPerMinute: 1200,
      sessionHours: 12,
      sessionQueries: 'portal',
      smtpUrl: null,
      mailFrom: 'Báo cáo cụm công nghiệp <khong-tra-loi@ccn.invalid>',
      remindSeconds: 30,
      templateKey: null,
      clockFrom: null,
      logLevel: 'info',
    });
  });

  it('takes given values and drops the slash at the end of the public address', () => {
    const config = loadConfig({
      PORT: '8080',
      CCN_MODE: 'embedded',
      CCN_PUBLIC_URL: 'https://ccn.example/',
      CCN_APP_URL: 'postgres://ccn_app:x@127.0.0.1:5432/ccn',
      REDIS_URL: 'redis://127.0.0.1:6379',
      CCN_SESSION_HOURS: '8',
    });
    expect(config).toMatchObject({
      port: 8080,
      mode: 'embedded',
      publicUrl: 'https://ccn.example',
      appUrl: 'postgres://ccn_app:x@127.0.0.1:5432/ccn',
      redisUrl: 'redis://127.0.0.1:6379',
      sessionHours: 8,
    });
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: ' ' })).toMatchObject({ port: 3000, redisUrl: null });
  });

  it('names every wrong variable in one sentence', () => {
    const failure = failureOf({ PORT: '70000', CCN_MODE: 'cloud', CCN_SESSION_HOURS: '1.5', CCN_LOG_LEVEL: 'loud' });
    expect(failure.code).toBe('CONFIG_INVALID');
    expect(failure.message).toBe(
      'Cấu hình chưa đúng: PORT="70000" phải là số nguyên từ 1 đến 65535; ' +
        'CCN_MODE="cloud" phải là một trong: embedded, external; ' +
        'CCN_SESSION_HOURS="1.5" phải là số nguyên từ 1 đến 720; ' +
        'CCN_LOG_LEVEL="loud" phải là một trong: fatal, error, warn, info, debug, trace, silent. ' +
        'Hãy sửa các biến môi trường này rồi chạy lại.',
    );
  });

  it('asks for what the process cannot do without', () => {
    expect(failureOf({}, ['CCN_APP_URL']).message).toContain('CCN_APP_URL còn thiếu');
  });

  it('takes a sender and the address of a mail server, and refuses what could forge a header', () => {
    expect(loadConfig({ SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'bao-cao@ccn.example' })).toMatchObject({
      smtpUrl: 'smtp://127.0.0.1:2525',
      mailFrom: 'bao-cao@ccn.example',
    });
    expect(failureOf({ MAIL_FROM: 'x <a@b>\r\nBcc: <c@d>' }).message).toContain('MAIL_FROM=');
    expect(failureOf({ SMTP_URL: 'http://127.0.0.1' }).message).toContain('smtp:// hoặc smtps://');
  });

  it('lets a clock be set for a rehearsal, never in production', () => {
    const given = { CCN_CLOCK_FROM: '2026-06-05T08:00:00+07:00' };
    expect(loadConfig({ ...given, NODE_ENV: 'test' }).clockFrom).toEqual(new Date('2026-06-05T01:00:00Z'));
    expect(failureOf(given).message).toContain('CCN_CLOCK_FROM chỉ dùng để diễn tập');
    expect(failureOf({ CCN_CLOCK_FROM: 'mai', NODE_ENV: 'test' }).message).toContain('CCN_CLOCK_FROM="mai"');
  });

  it('takes the key of templates as hexadecimal, and never repeats it', () => {
    expect(loadConfig({ CCN_TEMPLATE_KEY: '00ff'.repeat(8) }).templateKey).toEqual(
      Buffer.from('00ff'.repeat(8), 'hex'),
    );
    const failure = failureOf({ CCN_TEMPLATE_KEY: 'hunter2' });
    expect(failure.message).toContain('CCN_TEMPLATE_KEY phải gồm');
    expect(failure.message).not.toContain('hunter2');
  });

  it('does not repeat a wrong address, which may hold a password', () => {
    const failure = failureOf({ CCN_APP_URL: 'mysql://user:s3cret@127.0.0.1/x' });
    expect(failure.message).toContain('CCN_APP_URL phải là địa chỉ bắt đầu bằng postgres://');
    expect(failure.message).not.toContain('s3cret');
  });
});
