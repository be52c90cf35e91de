import fc from 'fast-check';

// A run of CI can be repeated as it was; everywhere else each run explores further.
if (process.env.CI === 'true') fc.configureGlobal({ seed: 20261124 });
