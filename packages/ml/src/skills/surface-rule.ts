/** When a surface that is also an ordinary word, a letter or a name may count as the skill. All texts tested are folded. */
export type SurfaceRule = {
  /** `capital`: starts with a capital; `exact`: written exactly like the alias. */
  casing?: 'capital' | 'exact';
  /** Must occur within 120 characters before or after. */
  evidence?: RegExp;
  /** Must not end the text before. */
  notAfter?: RegExp;
  /** Must not begin the text after. */
  notBefore?: RegExp;
  /** Counts in any case when this ends the text before, whatever the other conditions say. */
  leadIn?: RegExp;
};
