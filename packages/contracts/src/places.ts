import { z } from 'zod';

import { PlaceId } from './ids.ts';

/** A GeoNames city. Coordinates in degrees. */
export const Place = z.object({
  id: PlaceId,
  name: z.string(),
  region: z.string().nullable(),
  country: z.string(),
  label: z.string(),
  latitude: z.number(),
  longitude: z.number(),
});
export type Place = z.infer<typeof Place>;
