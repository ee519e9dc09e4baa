import { CODE, DATA, OFFICE, ORDINARY_WORD_RULES } from './ordinary-words.ts';
import type { SurfaceRule } from './surface-rule.ts';

const SOFTWARE_LEAD_IN =
  /\b(?:microsoft|ms|using|proficien\w+ (?:in|with)|knowledge of|skills in|skilled in|experience (?:in|with|of|using)|competent in|familiar\w* with)\s$/;

/** Short capitals that people also write in lower case. */
const LOWER_CASE_ACRONYMS: ReadonlySet<string> = new Set(
  'aws sql css php html xml json vba gcp npm crm erp cad seo ppc etl api hvac scada jira html5 css3 sas spss yaml kpi dbt svn vpn dns dhcp'.split(
    ' ',
  ),
);

/** "microsoft office, excel, word": behind another of them the case does not matter. */
const OFFICE_LIST = /\b(?:office|word|excel|outlook|power ?point|access),? (?:and )?$/;

const RULES: ReadonlyMap<string, SurfaceRule> = new Map<string, SurfaceRule>([
  [
    'r',
    {
      casing: 'exact',
      evidence:
        /\b(?:python|sas|spss|stata|matlab|sql|statistic\w*|julia|scala|programming|shiny|rstudio|tidyverse|ggplot2?|data (?:science|analysis|mining)|tableau|excel|java|c\+\+)(?![a-z])/,
      notAfter: /(?:&|'|\b[a-z]+\.?,? (?:mr|mrs|ms|dr)\.? )$|\b(?:part|section|schedule|form|toys) $/,
      notBefore: /^(?:\.? ?[a-z]+ and associates|&|\. [a-z]+ (?:ltd|inc|school))|^'/,
    },
  ],
  [
    'c',
    {
      casing: 'exact',
      evidence:
        /c\+\+|c#|\b(?:java|python|perl|embedded|assembly|assembler|fortran|pascal|programming|objective c|firmware|rtos|linux|verilog|vhdl|matlab)\b/,
      notAfter:
        /\b(?:vitamin|hepatitis|class|category|section|schedule|grade|band|level|part|type|group|series|title|plan|unit|block|annex|appendix|tier|division|building|room|zone|option|ward) $|[°'&.]$|\d ?$|\bobjective $/,
      notBefore:
        /^(?: (?:level|suite|section|class|corp|difficile|diff|arm|spine|store)\b|[.'&](?! )|\.? ?difficile|\d| ?1e?\b|\. [a-z]\.)/,
    },
  ],
  [
    'go',
    {
      casing: 'exact',
      evidence: CODE,
      notAfter: /\b(?:to|on the|ready to|pokemon|let's) $/,
      notBefore:
        /^ (?:to|live|above|ahead|out|beyond|for|on|the|green|through|into|get|home|from|with|and (?:see|get)|by|in|lives?)\b/,
    },
  ],
  [
    'cypress',
    {
      casing: 'capital',
      evidence: /\b(?:tests?|testing|javascript|selenium|qa|automation|playwright|e2e)\b/,
    },
  ],
  ['dsp', { casing: 'exact', evidence: /\b(?:signal|fpga|embedded|audio|matlab|filters?|algorithms?)\b/ }],
  // Rio de Janeiro is no patient record, a GTM leader goes to market, and most assemblers put machines together.
  ['rio', { casing: 'exact' }],
  [
    'gtm',
    {
      casing: 'exact',
      evidence: /\b(?:google|tags?|analytics|ga4|tracking|pixels?)\b/,
      notBefore: /^,? (?:analytics|strategy|strategist|team|engineer\w*|enablement|operations)\b/,
    },
  ],
  ['assembler', { evidence: CODE, notBefore: /^ (?:\d|i+\b|technician|operator|shift)/ }],
  ['client management', { notAfter: /\bsenior $/ }],
  ['math', { casing: 'exact', notBefore: /^ (?:teacher|tutor|and reading scores)\b/ }],
  ['synchro', { casing: 'exact', evidence: /\b(?:traffic|signal|transportation|vissim|simtraffic)\b/ }],
  ['kinesis', { casing: 'capital', evidence: CODE }],
  [
    'open roads',
    { casing: 'capital', evidence: /\b(?:microstation|bentley|civil|autocad|inroads|geopak)\b/ },
  ],
  ['p.e.', { casing: 'exact', evidence: /\b(?:e\.i\.t|engineer\w*|eit|licen[cs]e\w*)\b/ }],
  [
    'pe',
    {
      casing: 'exact',
      evidence: /\b(?:engineer\w*|eit|licen[cs]e\w*|structural|civil)\b/,
      notAfter: /\bprivate equity \($/,
    },
  ],
  [
    'teams',
    {
      casing: 'exact',
      evidence: OFFICE,
      notAfter: /\b(?:our|the|multiple|across|both|of|with|clinical|their|various|other|these) (?:[a-z]+ )?$/,
      notBefore: /^ (?:of|to|across|in|who|that|within|and (?:work|customers))\b/,
    },
  ],
  ['bash', { evidence: CODE }],
  ['bi', { casing: 'exact', notBefore: /^ (?:weekly|monthly|annual\w*|lingual|lateral|level)\b/ }],
  ['.net', { notAfter: /[a-z0-9]$/ }],
  [
    'excel',
    {
      casing: 'capital',
      leadIn: new RegExp(`${SOFTWARE_LEAD_IN.source}|${OFFICE_LIST.source}`),
      notAfter: /\b(?:to|you'll|will|who|can|that|you|we|they) $/,
      notBefore:
        /^ (?:at|as|when|under|on|within|your|their|our|through|by|here|in (?:a|an|your|the|our|this|their|fast|all)|academ\w+)\b/,
    },
  ],
  [
    'word',
    {
      leadIn: OFFICE_LIST,
      casing: 'exact',
      evidence: OFFICE,
      notBefore: /^ (?:of|for|about|is|and deed)\b/,
      notAfter: /\b(?:the|a|every|each|spoken|written|key) $/,
    },
  ],
  [
    'access',
    {
      casing: 'exact',
      evidence: /\b(?:excel|powerpoint|outlook|microsoft|ms|word|office|sql|spreadsheets?|visio)\b/,
      notBefore: /^ (?:to|control|the|all|our|for|your|is|nhs|services?|team|courses?|group|arrangements?)\b/,
    },
  ],
  ['outlook', { casing: 'capital', evidence: OFFICE, notAfter: /\b(?:positive|an|a|your|our|the) $/ }],
  [
    'swift',
    {
      casing: 'exact',
      evidence: CODE,
      notAfter: /\b(?:taylor|a) $/,
      notBefore:
        /^ (?:response|action|resolution|and (?:effective|efficient|accurate|decisive|fair)|turnaround|delivery|transport\w*|decision|payments?|messag\w*|code|beef|mt)\b/,
    },
  ],
  [
    'sas',
    {
      casing: 'exact',
      evidence: new RegExp(`${DATA.source}|\\b(?:excel|proficien\\w+)\\b`),
      notBefore: /^ (?:doctors?|grades?)\b/,
    },
  ],
  [
    'agile',
    {
      evidence:
        /\b(?:scrum|kanban|methodolog\w+|software|sprints?|developers?|development|lean|waterfall|jira|devops|project manage\w+|product (?:owner|manager)|delivery|safe|environment)\b/,
      notBefore:
        /^ (?:working|workers?|workplace|workforce|and (?:flexible|fast|responsive|adaptable)|thinking|enough|mind\w*)\b/,
      notAfter: /\b(?:be|more|nimble) (?:and )?$/,
    },
  ],
  ['lean', { casing: 'capital', notBefore: /^ (?:in|on|into|towards?|cuisine)\b/ }],
  ['safe', { casing: 'exact', evidence: /\b(?:agile|scrum|scaled)\b/ }],
  [
    'illustrator',
    { casing: 'capital', evidence: /\b(?:photoshop|indesign|adobe|creative|figma|sketch|design\w*)\b/ },
  ],
  ['unity', { casing: 'capital', evidence: /\b(?:game\w*|c#|3d|unreal|vr|ar|engine)(?![a-z])/ }],
  ['unreal', { casing: 'capital', evidence: /\b(?:game\w*|c\+\+|3d|unity|engine)(?![a-z])/ }],
  ['mocha', { casing: 'capital', evidence: /\b(?:chai|jest|javascript|node\.?js|testing|cypress)\b/ }],
  [
    'sales force',
    {
      notBefore: /^ (?:of|effectiveness|team|and|in|to|size|training|who|with|members?)\b/,
      casing: 'capital',
    },
  ],
  ['service cloud', { casing: 'capital' }],
  ['in design', { casing: 'exact', evidence: /\b(?:photoshop|illustrator|adobe)\b/ }],
  [
    'ts',
    { casing: 'exact', evidence: /\b(?:javascript|js|react|angular|node\.js|css)\b/, notBefore: /^ ?sci\b/ },
  ],
  ['ml', { casing: 'exact', notAfter: /\d ?$/ }],
  [
    'gcp',
    {
      notAfter: /\bich $/,
      notBefore: /^ (?:guidelines?|training|regulations?)\b/,
      evidence: /\b(?:cloud|aws|azure|kubernetes|terraform|devops|google|bigquery|docker|data)\b/,
    },
  ],
  ['gmc', { casing: 'exact', notBefore: /^ (?:truck|buick|dealer\w*|vehicles?)\b/ }],
  ['rn', { casing: 'exact' }],
  ['lms', { casing: 'exact' }],
  ['d3', { casing: 'exact', evidence: CODE }],
  ['s3', { casing: 'exact', evidence: /\b(?:aws|amazon|ec2|lambda|cloud)\b/ }],
  ['k8', { evidence: /\b(?:docker|cloud|devops|kubernetes|aws)\b/ }],
  ['mdm', { casing: 'exact', evidence: /\b(?:data|informatica|governance)\b/ }],
  ['iam', { casing: 'exact', evidence: /\b(?:aws|security|identity|cloud|access|azure)\b/ }],
  ['scm', { casing: 'exact', evidence: /\b(?:supply|erp|logistics|sap|oracle)\b/ }],
  ['rca', { casing: 'exact', notBefore: /^ (?:records?|victor)\b/ }],
  ['cam', { casing: 'exact', evidence: /\b(?:cad|cnc|machin\w+|solidworks|manufactur\w+)\b/ }],
  ['ics', { casing: 'exact' }],
  ['c4d', { casing: 'exact' }],
  ['csm', { casing: 'exact', evidence: /\b(?:scrum|agile|pmp|certif\w+)\b/ }],
  ['aca', { casing: 'exact', evidence: /\b(?:acca|cima|account\w+|qualified|icaew)\b/ }],
  ['phr', { casing: 'exact', evidence: /\b(?:shrm|hr|human resources|sphr)\b/ }],
  ['sen', { casing: 'exact', notBefore: /^\.? [a-z]+,/ }],
  ['fem', { casing: 'exact' }],
  ['arm', { casing: 'exact', evidence: CODE }],
  ['less', { casing: 'exact', evidence: /\b(?:css|sass|scss)\b/ }],
  [
    'polish',
    { casing: 'exact', notAfter: /\b(?:nail|to|and|floor|shoe) $/, notBefore: /^ (?:and|the|your|off|up)\b/ },
  ],
  [
    'irish',
    { casing: 'exact', evidence: /\b(?:language|speak\w*|fluent|gaeilge|bilingual|written|spoken)\b/ },
  ],
  [
    'welsh',
    {
      casing: 'exact',
      evidence: /\b(?:language|speak\w*|fluent|cymraeg|bilingual|written|spoken)\b/,
      notBefore: /^ (?:government|ambulance|assembly|nhs|health|blood)\b/,
    },
  ],
  ['greek', { casing: 'exact', evidence: /\b(?:language|speak\w*|fluent|bilingual|native)\b/ }],
  [
    'english',
    {
      casing: 'capital',
      notBefore: /^ (?:teacher|department|heritage|institute|premier|law|national|football)\b/,
    },
  ],
  ['latin', { casing: 'exact', notBefore: /^ (?:america\w*|dance\w*|music|script)\b/ }],
  ['persian', { casing: 'exact', notBefore: /^ (?:gulf|rugs?|cats?)\b/ }],
  ['danish', { casing: 'exact', notBefore: /^ (?:past\w+)\b/ }],
  ['turkish', { casing: 'exact', notBefore: /^ (?:airlines|baths?)\b/ }],
  [
    'react',
    {
      casing: 'capital',
      notBefore:
        /^ (?:in|to|with(?! (?:redux|typescript|hooks))|quickly|appropriately|swiftly|under|accordingly|calmly|on|positively|promptly)\b/,
    },
  ],
  ['iac', { casing: 'exact' }],
  [
    'cms',
    {
      casing: 'exact',
      evidence: /\b(?:web|wordpress|drupal|content|sitecore|website|html|digital|joomla)\b/,
    },
  ],
  [
    'dbt',
    {
      casing: 'exact',
      evidence: /\b(?:sql|snowflake|data|warehouse|airflow|bigquery|redshift|looker|etl)\b/,
    },
  ],
  [
    'send',
    { casing: 'exact', evidence: /\b(?:schools?|pupils?|teach\w*|education|children|inclusion|learners?)\b/ },
  ],
  [
    'zoom',
    {
      casing: 'capital',
      evidence: /\b(?:teams|slack|webex|google meet|skype|microsoft|software|platforms?)\b/,
      notAfter: /\b(?:via|by|on|over|through) $/,
    },
  ],
  ['microsoft teams', { notAfter: /\b(?:via|by|on|over|through) $/ }],
  ['ms teams', { notAfter: /\b(?:via|by|on|over|through) $/ }],
  ['skype', { notAfter: /\b(?:via|by|on|over|through) $/ }],
  ['ros', { casing: 'exact', evidence: /(?:c\+\+|\b(?:robot\w*|linux|slam|gazebo|autonomous)\b)/ }],
  ['slt', { casing: 'exact', evidence: /\b(?:speech|language|therap\w+|swallow\w*|dysphagia)\b/ }],
  ['cpa', { casing: 'exact', evidence: /\b(?:account\w*|audit\w*|tax|financ\w+|gaap|cfa|cma|licen[cs]e)\b/ }],
  ['als', { casing: 'exact' }],
  ['ada', { casing: 'exact', evidence: CODE }],
  ...ORDINARY_WORD_RULES,
]);

/** Names that are ordinary words or given names: they need a capital and code nearby. */
const ORDINARY_CODE_NAMES: ReadonlySet<string> = new Set(
  'rust ruby spark express flask chef puppet node dart julia elixir hive helm oracle crystal storm beam groovy torch ember rails eclipse ant bootstrap jest cucumber snowflake electron storybook struts'.split(
    ' ',
  ),
);
/** Office and design tools named by ordinary words: a capital, and never after an article. */
const ORDINARY_TOOL_NAMES: ReadonlySet<string> = new Set(
  'slack notion asana miro sketch canvas teams blender wix maya concur monday workday'.split(' '),
);

/** The rule of a folded surface, if it needs one. `written` is the alias as the taxonomy has it. */
export function surfaceRule(key: string, written: string): SurfaceRule | undefined {
  const rule = RULES.get(key);
  if (rule !== undefined) return rule;
  if (ORDINARY_CODE_NAMES.has(key)) return { casing: 'exact', evidence: CODE };
  if (ORDINARY_TOOL_NAMES.has(key)) {
    return {
      casing: 'capital',
      notAfter: /\b(?:a|an|the|to|no|some|cut) $/,
      notBefore: /^ (?:in on|calls?|interviews?|meetings?|link|out|through to)\b/,
    };
  }
  const isShortAcronym = /^[A-Z][A-Z0-9&]{0,4}$/.test(written) && !/\d/.test(written);
  if (isShortAcronym && !LOWER_CASE_ACRONYMS.has(key)) return { casing: 'exact' };
  return undefined;
}
