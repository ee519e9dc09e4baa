import { proficiencyLabels } from '../../lib/labels.ts';

/** The four levels of a skill as choices of a select. */
export const levelOptions = Object.entries(proficiencyLabels).map(([value, label = value]) => ({
  value,
  label,
}));
