import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { describeRanker } from './behaviour-suite.ts';

describeRanker('hand-weighted linear ranker', () =>
  loadRanker(exportLinearRanker(handWeightedModel, handWeightedMeta), handWeightedMeta),
);
