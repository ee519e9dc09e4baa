/** Turns a ranking score into log-odds: margin = slope · score + intercept. */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
}

const STEPS = 100;
/** A slope below this would turn the order of the scores around or flatten it. */
const LEAST_SLOPE = 1e-3;

/**
 * Fits the probabilities of outcomes to scores by logistic regression (Platt 1999, with the smoothed targets and Newton steps of Lin, Lin and
 * Weng 2007). The slope stays above 0, so that calibrating never changes an order.
 * @throws RangeError without both outcomes: nothing can be calibrated then.
 */
export function fitPlatt(scores: ArrayLike<number>, outcomes: ArrayLike<boolean>): PlattScaling {
  const count = scores.length;
  let positives = 0;
  for (let i = 0; i < count; i++) if (outcomes[i] === true) positives++;
  if (positives === 0 || positives === count)
    throw new RangeError('Calibration needs outcomes of both kinds');
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (count - positives + 2);
  const target = (i: number): number => (outcomes[i] === true ? high : low);
  let slope = 1;
  let intercept = Math.log(positives / (count - positives));
  let loss = lossOf({ scores, target, slope, intercept });
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < count; i++) {
      const score = scores[i] ?? 0;
      const p = 1 / (1 + Math.exp(-(slope * score + intercept)));
      const error = p - target(i);
      const curve = p * (1 - p);
      g0 += error * score;
      g1 += error;
      h00 += curve * score * score;
      h01 += curve * score;
      h11 += curve;
    }
    if (Math.abs(g0) < 1e-7 * count && Math.abs(g1) < 1e-7 * count) break;
    const determinant = h00 * h11 - h01 * h01;
    const [toSlope, toIntercept] = [
      -(h11 * g0 - h01 * g1) / determinant,
      -(h00 * g1 - h01 * g0) / determinant,
    ];
    let length = 1;
    for (; length > 1e-10; length /= 2) {
      const tried = {
        slope: Math.max(LEAST_SLOPE, slope + length * toSlope),
        intercept: intercept + length * toIntercept,
      };
      const next = lossOf({ scores, target, ...tried });
      if (next >= loss) continue;
      ({ slope, intercept } = tried);
      loss = next;
      break;
    }
    if (length <= 1e-10) break;
  }
  return { slope, intercept };
}

interface LossInput extends PlattScaling {
  readonly scores: ArrayLike<number>;
  readonly target: (i: number) => number;
}

/** Cross entropy, computed without overflow. */
function lossOf({ scores, target, slope, intercept }: LossInput): number {
  let loss = 0;
  for (let i = 0; i < scores.length; i++) {
    const margin = slope * (scores[i] ?? 0) + intercept;
    loss += (margin > 0 ? margin : 0) - target(i) * margin + Math.log1p(Math.exp(-Math.abs(margin)));
  }
  return loss;
}
