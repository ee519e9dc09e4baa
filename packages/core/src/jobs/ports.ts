/** A skill found in a posting's text, and whether the posting requires it or would merely like it. */
export interface SkillMention {
  readonly skillId: string;
  readonly name: string;
  readonly isRequired?: boolean | undefined;
}

/** Finds the catalogue's skills in plain text: the matcher of @access/ml over the skills of the database. */
export interface SkillExtractor {
  extract(text: string, options: { kind: 'job' }): readonly SkillMention[];
}

/** What a written location means: a city of the gazetteer, a country alone, "remote", or any of these together. */
export interface ResolvedPlace {
  readonly placeId: number | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly isRemote: boolean;
}

/** What a posting says of its place beside the text: country (ISO 3166-1 alpha-2) and coordinates in degrees, both or neither. */
export interface PlaceHint {
  readonly country?: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** Reads a location as written ("Leeds, West Yorkshire", "Remote - US"); coordinates decide where the text is vague or empty. */
export interface PlaceResolver {
  resolve(text: string, hint?: PlaceHint): ResolvedPlace | null;
}
