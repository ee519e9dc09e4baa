// Words that name what somebody does. English in breadth; German, French and Spanish for the common ones.
const TITLE_WORDS = [
  'accountant|actor|actuary|administrator|advis[eo]r|advocate|agent|aide|analyst|animator|apprentice|architect|artist',
  'assistant|associate|attendant|attorney|auditor|author|baker|banker|barista|bartender|biologist|bookkeeper|broker',
  'builder|buyer|captain|caregiver|carer|caretaker|carpenter|cashier|ceo|cfo|chair|chef|chemist|chief|cio|ciso|cleaner',
  'clerk|coach|collector|commander|consultant|contractor|controller|cook|coo|coordinator|co-ordinator|counsel|counsell?or',
  'courier|cpo|cto|curator|customer care|dba|dean|dentist|deputy|designer|detective|developer|devops|director|dispatcher',
  'doctor|driver|economist|editor|educator|electrician|engineer|entrepreneur|estimator|evangelist|examiner|executive|expert',
  'facilitator|farmer|fellow|firefighter|fitter|foreman|founder|co-founder|cofounder|freelancer?|gardener|geologist|guard',
  'hairdresser|handyman|head|hostess|housekeeper|hygienist|illustrator|inspector|installer|instructor|intern|internship',
  'interpreter|investigator|investor|janitor|journalist|judge|laborer|labourer|lawyer|lead|leader|lecturer|librarian|locum',
  'machinist|manager|marketer|mechanic|mentor|merchandiser|midwife|miner|moderator|musician|nanny|nurse|nutritionist',
  'officer|operator|optician|optometrist|organi[sz]er|owner|painter|paralegal|paramedic|partner|pathologist|pharmacist',
  'phlebotomist|photographer|physician|physicist|physiotherapist|pilot|planner|plumber|policeman|porter|practitioner',
  'preparer|president|principal|producer|professor|programmer|promoter|psychologist|qa|radiographer|realtor|receptionist',
  'recruiter|registrar|reporter|representative|rep|researcher|resident|reviewer|roofer|sailor|salesperson|salesman|sales',
  'scientist|scrum master|seamstress|secretary|sergeant|server|shopkeeper|soldier|solicitor|specialist|sre|staff|statistician',
  'stocker|strategist|student|stylist|superintendent|supervisor|surgeon|surveyor|teacher|technician|technologist|teller|tester',
  'therapist|trader|trainee|trainer|translator|treasurer|tutor|typist|underwriter|usher|veterinarian|volunteer|vp',
  'waiter|waitress|warden|webmaster|web-master|welder|worker|writer|html markup|pharmacy tech|tech lead|team lead',
  'entwickler|ingenieur|berater|leiter|pfleger|krankenschwester|kaufmann|kauffrau|verkäufer|praktikant|werkstudent|lehrer',
  'mitarbeiter|assistenz|referent|sachbearbeiter|geschäftsführer|arzt|ärztin|buchhalter|développeur|développeuse|ingénieure?',
  'infirmi[eè]re?|stagiaire|responsable|directeur|directrice|gestionnaire|vendeur|vendeuse|comptable|technicien(?:ne)?',
  'enseignante?|desarrolladora?|ingenier[oa]|enfermer[oa]|gerente|profesora?|médic[oa]|directora?|analista|contador|jefe|becari[oa]',
].join('|');
const TITLE = new RegExp(
  // German compounds ("Softwareentwicklerin") carry the word at their end.
  `(?<![\\p{L}])(?:${TITLE_WORDS})(?:s|in|innen)?(?![\\p{L}])|(?:entwickler|ingenieur|berater|leiter|verkäufer)(?:in)?(?![\\p{L}])`,
  'iu',
);

const EMPLOYER =
  /(?<![\p{L}])(?:inc|llc|llp|ltd|limited|gmbh|ag|kg|se|corp|corporation|co|company|plc|s\.?a\.?|s\.?r\.?l|sas|b\.?v|n\.?v|pvt|pty|group|bank|university|hospital|institute|school|college|academy|technologies|solutions|systems|labs?|laborator(?:y|ies)|studios?|agency|council|trust|nhs|foundation|association|ministry|department|services|consulting|partners|holdings|clinic|cent(?:er|re)|international|industries|enterprises|organi[sz]ation|airlines?|restaurant|hotel|store|airport|church|army|navy|government|authority|media|universität|université|universidad|klinikum|krankenhaus|hôpital)(?![\p{L}])/iu;

const INSTITUTION =
  /(?<![\p{L}])(?:universit(?:y|é|ä?t|à|as|y’s)|university|universidad|universidade|universität|technische|college|institut[eo]?|school|academy|académie|academia|hochschule|fachhochschule|gymnasium|lycée|école|ecole|escuela|polytechnic|politecnico|politécnica|polytechnique|seminary|conservatory|educational cent(?:er|re)|training cent(?:er|re)|bootcamp|mit|eth|ucla|usc|nyu|universitet|lyceum)(?![\p{L}])/iu;

const DEGREE =
  /(?<![\p{L}])(?:bachelor(?:[’']?s)?|master(?:[’']?s)?|b\.?\s?sc|m\.?\s?sc|b\.?\s?a|m\.?\s?a|b\.?\s?s|m\.?\s?s|b\.?\s?eng|m\.?\s?eng|b\.?\s?e|b\.?\s?tech|m\.?\s?tech|b\.?\s?com|m\.?\s?com|mba|bba|bfa|mfa|bsn|msn|mph|llb|llm|jd|md|mbbs|ph\.?\s?d|dphil|doctor(?:ate|al)?|diploma|diplom|diplôme|associate(?:[’']?s)?(?= (?:degree|of|in))|licen[cs]e|licenciatura|licenciad[oa]|grado|máster|maîtrise|magister|honou?rs degree|degree|foundation degree|gcses?|a[- ]levels?|abitur|baccalauréat|high school diploma|ged|pgce|pgdip|hnd|hnc|nvq|btec|specialist degree)(?![\p{L}])/iu;

/** Whether the words name what somebody does ("Staff nurse", "Softwareentwicklerin"). */
export function hasTitleWord(text: string): boolean {
  return TITLE.test(text);
}

/** Whether the words name an employer by its kind ("Ltd", "Hospital", "Bank"). */
export function hasEmployerWord(text: string): boolean {
  return EMPLOYER.test(text);
}

/** Whether the words name a place of learning. */
export function hasInstitutionWord(text: string): boolean {
  return INSTITUTION.test(text);
}

/** Where the first degree is named, or null. */
export function findDegree(text: string): { start: number; end: number } | null {
  const match = DEGREE.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}
