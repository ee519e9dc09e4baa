import { describe, expect, it } from 'vitest';

import { AppError } from '@access/contracts/errors';

import { readCliEnv } from '../env.ts';
import { explain } from './report.ts';

describe('what the command line says when it fails', () => {
  it('is the message and each problem with its place, once', () => {
    const error = new AppError('validation_failed', 'There is no field "x"', {
      problems: [
        { path: '--map', message: 'There is no field "x"' },
        { path: '--source', message: 'Expected a name' },
      ],
    });
    expect(explain(error)).toBe('There is no field "x"\n  --source: Expected a name');
  });

  it('names every variable that is wrong and what is expected, without a stack', () => {
    const refusal = thrownBy(() => readCliEnv({ DATABASE_URL: 'foo', ACCESS_ADMIN_PASSWORD: 'short' }));
    expect(explain(refusal)).toBe(
      [
        'The environment is not right',
        '  DATABASE_URL: Expected postgresql://user:password@host:port/database',
        '  ACCESS_ADMIN_PASSWORD: Expected 10 characters or more',
      ].join('\n'),
    );
  });

  it('tells why the database cannot be reached, also when the driver’s error is wrapped', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    const wrapped = new Error('Migrating failed', { cause: refused });
    expect(explain(wrapped)).toMatch(/^The database cannot be reached: no server listens there\./);
  });

  it('keeps the stack of what nobody at the terminal can mend', () => {
    expect(explain(new TypeError('x is undefined'))).toMatch(/TypeError: x is undefined\n\s+at /);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}
