import type { SurfaceRule } from './surface-rule.ts';

/** Signs that the talk is of writing software. */
export const CODE =
  /(?:c\+\+|c#|\.net|\b(?:python|java|javascript|typescript|sql|php|perl|scala|kotlin|golang|matlab|html|css|node\.js|react|angular|django|rails|aws|azure|docker|kubernetes|linux|unix|git|apis?|programming|programmer|coding|code|developers?|scripting|frameworks?|back ?end|front ?end|hadoop|kafka|devops|microservices|machine learning|ios|xcode))(?![a-z+#])/;

/** Signs that the talk is of analysing data. */
export const DATA =
  /\b(?:sql|spss|stata|matlab|python|statistic\w*|analytics?|programming|clinical trials?|data (?:mining|sets?|analysis|science|manipulation)|tableau|macros?|cdisc|modeling|modelling)\b/;

/** Signs that the talk is of office programs. */
export const OFFICE =
  /\b(?:excel|powerpoint|power point|outlook|microsoft|ms office|ms word|office suite|spreadsheets?|publisher|visio)\b/;

const CHILDREN =
  /\b(?:nursery|toddlers?|infants?|early years|kids|nann(?:y|ies)|babysit\w*|preschool|daycare|children's activities|child development|playgroup)\b/;

/** The employer's own hiring, which is no skill asked for. */
const HIRING_PROCESS =
  /^ (?:process\w*|team|agency|agencies|events?|days?|policy|policies|campaign|manager will|checks?|department|pack|and retention|websites?|portal|journey|requirements?|drive|bonus|fees?|services for|services are|and retention premi\w+|partner|services? team)\b/;

/** Everyday words that name a skill only where the posting asks for it, with the company they must not keep. */
export const ORDINARY_WORD_RULES: readonly (readonly [string, SurfaceRule])[] = [
  ['safeguarding children', { notAfter: /\bcommit(?:ted|ment) to(?: the)? $/ }],
  ['safeguarding adults', { notAfter: /\bcommit(?:ted|ment) to(?: the)? $/ }],
  [
    'recruitment',
    {
      notBefore: HIRING_PROCESS,
      notAfter: /\b(?:this|our|the|nhs|values based|safer|open|ongoing|of|value based|during) $/,
    },
  ],
  [
    'recruiting',
    {
      notBefore: /^ (?:for|to|a|an|now|managers?|team|process|new|event|agency|scam|fraud)\b/,
      notAfter: /\b(?:are|is|currently|be|now|we're|actively|of) $/,
    },
  ],
  [
    'onboarding',
    { notBefore: /^ (?:process|programme?|bonus|pack|team)\b/, notAfter: /\b(?:your|our|the) $/ },
  ],
  [
    'teaching',
    {
      notBefore:
        /^ (?:hospitals?|trust|status|centre|center|foundation|nhs|and research (?:trust|hospital|centre|center)|organisations?|university|institution)\b/,
      notAfter: /\b(?:leading|largest|major|busiest|large|acute|undergraduate) $/,
    },
  ],
  [
    'nursing',
    {
      notBefore: /^ (?:homes?|times|staff|team|midwifery|and midwifery|degree|home\b|as it)/,
      notAfter: /\b(?:field of|excellence in|promote) $/,
    },
  ],
  ['e learning', { notAfter: /\b(?:mandatory|complete|completed) $/ }],
  ['research', { notBefore: /^ papers?\b/, notAfter: /\bexcellence (?:in|for)(?: \w+)? $/ }],
  [
    'driving',
    {
      evidence:
        /\b(?:licen[cs]e|vehicles?|van|hgv|lgv|truck|deliver(?:y|ies)|cdl|car|driver|fleet|routes?)\b/,
      notAfter: /\b(?:in|by|of|for|are|and|to|we're|be|self|data) $/,
      notBefore:
        /^ (?:improve\w*|change|growth|force|forward|licen[cs]e|innovation|results|the|quality|business|value|up|our|efficien\w+|continuous|performance|excellence|sales|revenue|record|history|abstract|range|cars?)\b/,
    },
  ],
  [
    'interpreting',
    {
      evidence:
        /\b(?:languages?|translat\w+|sign|bilingual|court|simultaneous|consecutive|linguist\w*|deaf)\b/,
    },
  ],
  [
    'rehabilitation',
    {
      evidence:
        /\b(?:patients?|therap\w+|clinical|wards?|injur\w+|stroke|recovery|care|physio\w*|medical|nurs\w+|neuro\w*|community)\b/,
    },
  ],
  [
    'childcare',
    {
      evidence: CHILDREN,
      notBefore: /^ (?:vouchers?|scheme|discounts?|benefits?|assistance|costs?|support|allowance)\b/,
    },
  ],
  [
    'child care',
    {
      evidence: CHILDREN,
      notBefore: /^ (?:vouchers?|scheme|discounts?|benefits?|assistance|costs?|support|allowance)\b/,
    },
  ],
  [
    'genetics',
    {
      evidence: /\b(?:biolog\w+|genom\w+|clinical|laborator\w+|science|molecular|immunology|medicine|dna)\b/,
    },
  ],
  [
    'human resources',
    {
      notBefore: /^ (?:department|team|office|division|at|representative|for|business cent\w+)\b/,
      notAfter: /\b(?:office of|contact|department of|division of|our|call|the|to|by) $/,
    },
  ],
  [
    'public health',
    {
      notBefore: /^ (?:england|wales|scotland|emergency|guidance|hazards?|department)\b/,
      notAfter: /\b(?:department of|school of|college of|institute of) $/,
    },
  ],
  [
    'networking',
    {
      notBefore: /^ (?:opportunit\w+|events?|groups?|sessions?|skills|with|and (?:social|support)|sites?)\b/,
      evidence:
        /\b(?:network|tcp|cisco|lan|wan|router|switch\w*|server|windows|it support|hardware|protocols?|security|linux|cloud|virtuali[sz]ation|vpn)\b/,
    },
  ],
  ['billing', { notBefore: /^ (?:address|rates?)\b/ }],
  [
    'retail',
    {
      notBefore: /^ (?:discounts?|outlets?|vouchers?|park|therapy|offers?|shops? (?:near|on))\b/,
      notAfter: /\b(?:on|site|and) $/,
    },
  ],
  [
    'catering',
    { notAfter: /\b(?:on site|subsidised|site|for) $/, notBefore: /^ (?:to|for|facilities|outlets?)\b/ },
  ],
  ['cleaning', { notAfter: /\b(?:dry|data) $/ }],
  [
    'filing',
    {
      notAfter: /\b(?:of|tax|court|application|final|date) $/,
      notBefore: /^ (?:for|a|an|date|status|jointly|fees?|cabinets?|deadline|period)\b/,
    },
  ],
  ['filings', { notAfter: /./ }],
  ['marketing', { notBefore: /^ (?:team|department|emails?|material)\b/, notAfter: /\b(?:multi level) $/ }],
  [
    'sales',
    {
      notBefore: /^ (?:tax|taxes|team will|discounts?)\b/,
      notAfter: /\b(?:billion in|million in|annual|in annual|net|car boot|of|tax on) $/,
    },
  ],
  ['selling', { notAfter: /\b(?:best|top) $/ }],
  [
    'communication',
    {
      notBefore:
        /^ (?:from|regarding|about|will|with you|aids?|department|difficult\w+|team|needs|disorders?|protocols?|systems?|networks?|layers?|interfaces?|standards|equipment|technolog\w+)\b/,
      notAfter: /\b(?:all|further|any|no|future|email|augmentative|layers? of|data|serial|radio|wireless) $/,
    },
  ],
  [
    'leadership',
    {
      notBefore:
        /^ (?:team|teams|group|positions?|programme?|programs?|academy|conference|structure|opportunit\w+)\b/,
      notAfter: /\b(?:senior|executive|our|the|under the|clinical|educational) $/,
    },
  ],
  [
    'compliance',
    {
      notAfter: /\b(?:in|for|patient|medication|ensure|ensuring|treatment) $/,
      notBefore: /^ (?:with|to|by|by the|department|team)\b/,
    },
  ],
  ['collaboration', { notAfter: /\b(?:in|research) $/, notBefore: /^ (?:with|between|of)\b/ }],
  [
    'administration',
    {
      notAfter:
        /\b(?:(?:risk|dispensing|handling|accountability|prescribing|supply|storage|ordering),?|transit|highway|aviation|railroad|small business|safety|drug|medication|medicine|medicines|food and drug|business|obama|social security|veterans|drug enforcement|federal aviation|iv|of|and|route|nursing|the|bachelor of business|public|in business) $/,
      notBefore: /^ (?:of|office|building|route|team|department|cost|charge|fee|systems?|and storage)\b/,
    },
  ],
  ['coaching', { notAfter: /\b(?:receive|access to|your|for) $/ }],
  ['mentoring', { notAfter: /\b(?:receive|provide you with) $/ }],
  ['hospitality', { notBefore: /^ (?:house|suite)\b/ }],
  [
    'translation',
    {
      notBefore: /^ (?:of (?:research|our)|services? available)\b/,
      notAfter: /\b(?:in|lost in|rna|protein) $/,
    },
  ],
  ['compassion', { notAfter: /\b(?:values? of|values|our values|of|values are) $/ }],
  [
    'compassionate',
    {
      notBefore: /^ (?:leave|care|culture|organisation|employer)\b/,
      notAfter: /\b(?:safe,?|provide|high quality,?|deliver) $/,
    },
  ],
  ['integrity', { notAfter: /\b(?:data|skin|structural|our values|values|tissue|referential) $/ }],
  ['resilience', { notAfter: /\b(?:operational|cyber|climate|network) $/ }],
  [
    'stroke',
    {
      evidence: /\b(?:neuro\w*|rehab\w*|patients?|ward|unit|clinical|nurs\w+|medicine|thrombolysis)\b/,
      notBefore: /^ of\b/,
    },
  ],
  [
    'audit',
    {
      evidence: /\b(?:clinical|research|nhs|patients?|trust|ward|pathway|governance)\b/,
      notAfter: /\b(?:internal|external|financial|statutory|tax) $/,
      notBefore: /^ (?:trail|firm|committee|manager|team|office\w*|department|function)\b/,
    },
  ],
  ['masonry', { notAfter: /\b(?:steel,?|concrete,?|timber,?|wood,?) (?:and |or )?$/ }],
  ['independently', { notAfter: /\b(?:operate|operated|live|living|managed|owned) $/ }],
  ['orthopaedic', { notBefore: /^ (?:hospital|centre|center|nhs|trust)\b/ }],
  ['orthopedic', { notBefore: /^ (?:hospital|centre|center)\b/ }],
  ['scheduling', { notAfter: /\b(?:flexible|self) $/ }],
  ['team working', { notBefore: /^ \d/ }],
  ['risk management', { notBefore: /^ (?:website|department|office)\b/ }],
  [
    'reliability',
    {
      notAfter:
        /\b(?:performance|scalability|availability|quality|system|product|network|ensure the|software),? (?:and )?$/,
      notBefore: /^ (?:engineer\w*|and maintainab\w+|improvements|of (?:the|owned|our|data))\b/,
    },
  ],
  [
    'reliability',
    {
      notAfter:
        /\b(?:performance|scalability|availability|quality|system|product|network|ensure the|software),? (?:and )?$/,
      notBefore: /^ (?:engineer\w*|and maintainab\w+|improvements|of (?:the|owned|our|data))\b/,
    },
  ],
  [
    'written and verbal',
    {
      notBefore: /^ (?:instructions?|directions?|orders|information|materials|reports)\b/,
      notAfter: /\bpresentation skills, both $/,
    },
  ],
  [
    'written and oral',
    {
      notBefore: /^ (?:instructions?|directions?|orders|information|materials|reports)\b/,
      notAfter: /\bpresentation skills, both $/,
    },
  ],
  [
    'verbal and written',
    { notBefore: /^ (?:instructions?|directions?|orders|information|materials|reports)\b/ },
  ],
  [
    'oral and written',
    { notBefore: /^ (?:instructions?|directions?|orders|information|materials|reports)\b/ },
  ],
  ['literacy', { notAfter: /\b(?:information|financial|health|digital|media|computer|early|emotional) $/ }],
  ['front desk', { notAfter: /\b(?:at|at the|to the|on the|the) $/ }],
  ['nmc', { casing: 'exact', notBefore: /^ ?\)? ?(?:standards?|code|guid\w+|polic\w+|requirements for)\b/ }],
  [
    'initiative',
    {
      notAfter:
        /(?<!\btak(?:e|es|ing) )\b(?:an|new|the|this|a|our|exciting|strategic|each|key|quality|improvement|improvement) $/,
    },
  ],
  ['accounting', { notBefore: /^ (?:for|firm|firms|department|period)\b/ }],
  ['animation', { notAfter: /\b(?:suspended) $/ }],
  [
    'pharmacy',
    { notBefore: /^ (?:department|benefits?|discounts?|team)\b/, notAfter: /\b(?:local|on site) $/ },
  ],
  ['pathology', { notBefore: /^ (?:department|services? ltd|partnership|results)\b/ }],
  [
    'counselling',
    {
      notAfter: /\b(?:staff|confidential|free|access to|employee) $/,
      notBefore: /^ (?:service|services for staff)\b/,
    },
  ],
  ['physiotherapy', { notAfter: /\b(?:staff|fast track|access to|confidential) $/ }],
  [
    'mental health',
    {
      notBefore:
        /^ (?:nhs|foundation|trust|days?|services? (?:nhs|trust)|first aider|benefits?|support line|parity)\b/,
      notAfter: /\b(?:your|your own|staff|our staff|access to|good) $/,
    },
  ],
  [
    'social care',
    {
      notBefore: /^ (?:nhs|trust|partnership|act|visa)\b/,
      notAfter: /\b(?:department of health and|health and) $/,
    },
  ],
  ['sustainability', { notBefore: /^ (?:and transformation|plan|transformation)\b/ }],
  [
    'safeguarding',
    {
      notAfter: /\b(?:committed to(?: the)?|commitment to(?: the)?|and) $/,
      notBefore:
        /^ (?:and promoting|of (?:children|patients)|the welfare|checks?|policy|policies|team|is everyone)\b/,
    },
  ],
  [
    'equality and diversity',
    {
      notAfter: /\b(?:committed to|commitment to|promotes?|promoting|our) $/,
      notBefore: /^ (?:policy|policies|in|and we|employer|statement)\b/,
    },
  ],
  ['primary care', { notBefore: /^ (?:trusts?|networks?|commissioning)\b/ }],
  ['ai', { casing: 'exact', notBefore: /^\d/ }],
  ['ui', { casing: 'exact' }],
  [
    'hr',
    {
      casing: 'exact',
      notAfter: /\d ?$/,
      notBefore:
        /^ (?:team|department|services?|contact|advis\w+ (?:on|at)|will|partner for|on|at|website|portal|policies|policy|office|representative|directly|shared)\b/,
    },
  ],
  ['qa', { casing: 'exact' }],
  ['it', { casing: 'exact', evidence: /\b(?:systems?|support|software)\b/ }],
];

/** Names and set phrases that hold a skill's words and mean something else. A skill of the same name still wins. */
export const OTHER_PHRASES: readonly string[] = [
  'Nursing and Midwifery Council',
  'Community Mental Health Team',
  'Community Mental Health Services',
  'Community Mental Health Service',
  'Accident and Emergency Department',
  'Teaching staff',
  ...['and', 'or'].flatMap((and) =>
    ['Math', 'Maths', 'Mathematics'].map((maths) => `Science, Technology, Engineering ${and} ${maths}`),
  ),
  'Nursing Associate',
  'Nursing Associates',
  'Registered Nursing Associate',
  'Department of Health and Social Care',
  'Department of Health',
  'National Institute for Health Research',
  'Teaching hospital',
  'Nursing home',
  'Access to work',
  'Cycle to work',
  'Childcare vouchers',
  'Safer recruitment',
  'Recruitment and retention',
  'Equal opportunities',
  'Equal opportunity',
  'Food and Drug Administration',
  'Social Security Administration',
  'Research Triangle Park',
  'Self-driving',
  'Public Health England',
  'Clinical Excellence',
  'Mental health first aid',
  'Sales tax',
  'Chartered Society of Physiotherapy',
  'Royal College of Nursing',
  'Royal College of Psychiatrists',
  'Sales department',
  'Health Education England',
  'Talent acquisition partner',
  'Talent acquisition team',
  'Public Health Register',
  'Clinical Assessment Unit',
  'Institute of Psychiatry',
  'Lean portfolio management',
  'Project portfolio management',
  'Master of Business Administration',
  'Business Administration',
  'Public Administration',
  'Health Administration',
];
