import { describe, expect, it } from 'vitest';

import { circleAround } from './bounding-box.ts';

describe('circleAround', () => {
  it('spans a degree of latitude for 111 km', () => {
    const { south, north, west, east } = circleAround({ latitude: 0, longitude: 10 }, 111.195);
    expect([south, north, west, east].map((value) => Number(value.toFixed(6)))).toEqual([-1, 1, 9, 11]);
  });

  it('widens towards the poles', () => {
    const { west, east } = circleAround({ latitude: 60, longitude: 0 }, 111.195);
    expect(east).toBeCloseTo(2, 2);
    expect(west).toBeCloseTo(-2, 2);
  });

  it('crosses the date line', () => {
    const { west, east } = circleAround({ latitude: 0, longitude: 179.5 }, 111.195);
    expect([west, east].map((value) => Number(value.toFixed(6)))).toEqual([178.5, -179.5]);
  });

  it('takes every longitude around a pole', () => {
    expect(circleAround({ latitude: 89.8, longitude: 40 }, 100)).toMatchObject({ west: -180, east: 180 });
  });
});
