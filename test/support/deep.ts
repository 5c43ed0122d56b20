/** `scripts/test --deep`: property tests draw many more cases. Loaded before every spec file. */
if (process.env['CCN_DEEP']) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ numRuns: 3000 });
}

export {};
