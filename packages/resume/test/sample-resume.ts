import type { Line } from './render-resume.ts';

/** A résumé of our own, with its truth beside it. */
export const contactLines: readonly Line[] = [
  { text: 'Maria Okonkwo-Lindqvist', kind: 'name' },
  { text: 'Senior Staff Nurse' },
  { text: 'maria.okonkwo@example.org | +44 20 7946 0958 | Leeds, UK | linkedin.com/in/maria-okonkwo' },
];

export const workLines: readonly Line[] = [
  { text: 'Professional Experience', kind: 'heading' },
  { text: 'Senior Staff Nurse', right: 'Jan 2019 – Present', kind: 'bold' },
  { text: 'Leeds Teaching Hospitals NHS Trust', right: 'Leeds, UK' },
  {
    text: 'Led a team of 12 nurses on an acute medical ward with 28 beds and trained all new starters',
    kind: 'bullet',
  },
  { text: 'Cut medication errors by 30% with a new double check', kind: 'bullet' },
  { text: '', kind: 'gap' },
  { text: 'Staff Nurse', right: '03/2015 - 12/2018', kind: 'bold' },
  { text: 'Bradford Royal Infirmary', right: 'Bradford, UK' },
  { text: 'Cared for patients after surgery', kind: 'bullet' },
  { text: '', kind: 'gap' },
  { text: 'Healthcare Assistant', right: 'Summer 2012', kind: 'bold' },
  { text: 'Oak House Care Home Ltd', right: 'York, UK' },
  { text: 'Helped residents with daily living', kind: 'bullet' },
];

export const educationLines: readonly Line[] = [
  { text: 'Education', kind: 'heading' },
  { text: 'University of Leeds', right: 'Leeds, UK', kind: 'bold' },
  { text: 'Bachelor of Science in Adult Nursing; GPA: 3.7', right: 'Sep 2012 – June 2015' },
];

export const skillLines: readonly Line[] = [
  { text: 'Skills', kind: 'heading' },
  { text: 'Clinical: Wound care, Triage, IV therapy' },
  { text: 'Software: SystmOne, Microsoft Excel' },
  { text: 'Languages', kind: 'heading' },
  { text: 'English (native), Swedish (intermediate)' },
];

export const wholeResume: readonly Line[] = [...contactLines, ...workLines, ...educationLines, ...skillLines];

/** What a person reads off it, in the document's terms. */
export const truth = {
  basics: {
    name: 'Maria Okonkwo-Lindqvist',
    label: 'Senior Staff Nurse',
    email: 'maria.okonkwo@example.org',
    phone: '+44 20 7946 0958',
    linkedin: 'https://linkedin.com/in/maria-okonkwo',
    city: 'Leeds',
  },
  work: [
    {
      position: 'Senior Staff Nurse',
      name: 'Leeds Teaching Hospitals NHS Trust',
      location: 'Leeds, UK',
      startDate: '2019-01',
      isCurrent: true,
    },
    {
      position: 'Staff Nurse',
      name: 'Bradford Royal Infirmary',
      location: 'Bradford, UK',
      startDate: '2015-03',
      endDate: '2018-12',
    },
    {
      position: 'Healthcare Assistant',
      name: 'Oak House Care Home Ltd',
      location: 'York, UK',
      startDate: '2012',
      endDate: '2012',
    },
  ],
  education: [
    {
      institution: 'University of Leeds',
      studyType: 'Bachelor of Science',
      area: 'Adult Nursing',
      startDate: '2012-09',
      endDate: '2015-06',
      score: '3.7',
    },
  ],
  skills: ['Wound care', 'Triage', 'IV therapy', 'SystmOne', 'Microsoft Excel'],
  languages: [
    { language: 'English', fluency: 'native' },
    { language: 'Swedish', fluency: 'intermediate' },
  ],
} as const;
