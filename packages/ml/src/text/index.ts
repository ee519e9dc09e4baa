export { detectExperienceLevel, type ExperienceLevel } from './experience-level.ts';
export { foldKey, foldText, type FoldedText } from './fold.ts';
export { normaliseTitle, singular, titleTokens } from './title.ts';
export { TITLE_ABBREVIATIONS } from './title-vocabulary.ts';
