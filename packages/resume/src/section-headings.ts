/** The parts of a résumé that are told apart; `other` is a known heading whose content is not read. */
export type SectionKind =
  'summary' | 'work' | 'education' | 'skills' | 'languages' | 'certificates' | 'contact' | 'other';

// Headings as people write them, folded by `fold`; English first, then German, French and Spanish.
const HEADINGS: Readonly<Record<SectionKind, readonly string[]>> = {
  summary: [
    'summary|professional summary|executive summary|career summary|profile|about|about me',
    'professional profile|personal statement|objective|career objective|personal profile|bio',
    'profil|uber mich|kurzprofil|zusammenfassung|a propos|a propos de moi|resume|perfil',
    'perfil profesional|sobre mi|resumen|objetivo|summary of qualifications',
  ],
  work: [
    'experience|work experience|professional experience|employment|employment history',
    'work history|career history|work|relevant experience|employment experience',
    'professional background|career|positions held|industry experience|clinical experience',
    'work and research experience|professional history|job experience|nursing experience',
    'berufserfahrung|beruflicher werdegang|berufspraxis|praktische erfahrung|werdegang',
    'experience professionnelle|experiences professionnelles|parcours professionnel|experiences',
    'experiencia|experiencia laboral|experiencia profesional|trayectoria profesional',
  ],
  education: [
    'education|education and training|academic background|educational background|studies',
    'education and courses|academic qualifications|qualifications|education and qualifications',
    'academic history|education and certifications|academic education|training and education',
    'ausbildung|bildung|bildungsweg|studium|schulbildung|akademische ausbildung|formation',
    'formations|etudes|diplomes|formation academique|parcours academique|educacion|formacion',
    'formacion academica|estudios',
  ],
  skills: [
    'skills|technical skills|key skills|core skills|professional skills|skills summary',
    'core competencies|competencies|technologies|technical expertise|areas of expertise|expertise',
    'tools|tools and technologies|technical proficiencies|skill set|skillset|skills set|technical skills set|technical skill set|experience summary',
    'relevant experience summary|technical summary|tech stack|hard skills|programming skills',
    'computer skills|it skills|skills and tools|skills and abilities|technical skills and tools',
    'technologies and languages|clinical skills|soft skills|strengths|languages and technologies',
    'programming languages and technologies|skills and technologies|kenntnisse|fahigkeiten',
    'kompetenzen|it kenntnisse|edv kenntnisse|fachkenntnisse|competences|competences techniques',
    'competences cles|habilidades|competencias|aptitudes|conocimientos|habilidades tecnicas',
    'conocimientos tecnicos|skills and expertise',
  ],
  languages: [
    'languages|language|language skills|languages knowledge|spoken languages|foreign languages',
    'sprachen|sprachkenntnisse|langues|idiomas|lenguas',
  ],
  certificates: [
    'certificates|certifications|certification|licenses|licenses and certifications|courses',
    'certifications and licenses|professional certifications|licences|training|licensure',
    'licences and certifications|courses and certifications|certificates and courses',
    'professional development|trainings|training and certifications|certificates and licenses',
    'zertifikate|zertifizierungen|weiterbildung|weiterbildungen|certificats|certificaciones',
    'certificados|cursos|cursos y certificaciones',
  ],
  contact: [
    'contact|contacts|contact information|contact details|contact me|personal information',
    'personal details|personal data|details|kontakt|personliche daten|coordonnees|contacto',
    'datos personales|informations personnelles|kontaktdaten',
  ],
  other: [
    'projects|project|personal projects|selected projects|side projects|key projects|links',
    'publications|awards|honors|honours|honors and awards|awards and honors|achievements',
    'interests|hobbies|hobbies and interests|references|recommendations|volunteering|volunteer',
    'volunteer experience|volunteer work|activities|extracurricular activities|other',
    'additional information|additional|memberships|professional memberships|affiliations',
    'military service|military|conferences|patents|research|teaching|leadership',
    'personal qualities|referees|open source|portfolio|coursework|relevant coursework|projekte',
    'interessen|ehrenamt|referenzen|hobbys|publikationen|auszeichnungen|projets|centres d interet',
    'loisirs|benevolat|publicaciones|proyectos|intereses|referencias|voluntariado|otros',
    'awards and achievements|professional affiliations|volunteering experience|academic projects',
    'speaking|talks|presentations|army',
  ],
};

const MAX_HEADING_CHARS = 60;
const KIND_BY_HEADING = new Map<string, SectionKind>();
for (const kind of [
  'summary',
  'work',
  'education',
  'skills',
  'languages',
  'certificates',
  'contact',
  'other',
] as const) {
  for (const heading of HEADINGS[kind].join('|').split('|')) KIND_BY_HEADING.set(heading, kind);
}

/** Which section a line opens, or null when it is no heading known to us. */
export function sectionOf(line: string): SectionKind | null {
  if (line.length > MAX_HEADING_CHARS) return null;
  return KIND_BY_HEADING.get(fold(line)) ?? KIND_BY_HEADING.get(fold(unspace(line))) ?? null;
}

function fold(line: string): string {
  return line
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&|\+|\//g, ' and ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

// "E X P E R I E N C E": letters set apart for looks.
function unspace(line: string): string {
  return /^(?:\S ){3,}\S$/.test(line.trim()) ? line.replace(/ /g, '') : line;
}
