/**
 * Words that give a language away, by ISO 639-1: first those that little else in a job market is written with, then common ones that other
 * languages share. Words that English titles hold as well ("stage", "van", "para") stand nowhere or among the second.
 */
export const LANGUAGE_WORDS: Readonly<Record<string, { readonly telling: string; readonly common: string }>> =
  {
    de: {
      telling:
        'und für mit bei oder wir sie ihre ihr unser unsere nicht auch werden zum zur vom einen einer eine der ist sind haben auf deutschsprachig deutschsprachige deutsch kenntnisse werkstudent werkstudentin praktikant praktikantin praktikum pflichtpraktikum mitarbeiter mitarbeiterin entwickler entwicklerin leiter leiterin leitung teilzeit vollzeit befristet unbefristet kaufmann kauffrau kundenberater kundenbetreuer vertrieb vertriebsmitarbeiter außendienst innendienst berater beraterin ausbildung auszubildende auszubildender azubi geschäftsführer geschäftsführung buchhalter buchhaltung fachkraft sachbearbeiter ingenieur ingenieurin softwareentwickler projektleiter projektmanager einkauf einkäufer personalreferent psychotherapeut psychotherapeutin pfleger pflegefachkraft techniker technikerin monteur elektriker fahrer lagerist lagermitarbeiter standortleitung filialleiter verkäufer verkäuferin servicetechniker automatisierungstechniker initiativbewerbung quereinsteiger steuerberater rechtsanwalt minijob aushilfe schichtleiter teamleiter bereichsleiter referentin vorstand kundenakquise kundenservice ärztin arzt zahnarzt erzieher erzieherin gesucht sofort kundenrückgewinnung helfer pharmaproduktion berufseinstieg schwerpunkt qualitätskontrolle kommissionierer anlagentechniker homeoffice deutschland technischer bereich gebiet ausbilder pflegehelfer koch köchin kellner reinigungskraft bürokaufmann sachbearbeitung finanzbuchhalter monate vertrag befristeter befristete januar februar märz juli oktober dezember',
      common: 'die an in von am im das den dem als ab referent',
    },
    fr: {
      telling:
        'et pour les une aux avec vous nous votre notre nos vos dans sont chez leur développeur développeuse ingénieur ingénieure chargé chargée cheffe responsable adjoint adjointe conseiller conseillère directeur directrice stagiaire alternance alternant alternante apprenti apprentie comptable vendeur vendeuse commerciale commerciaux gestionnaire infirmier infirmière médecin aide-soignant auxiliaire aide domicile technicien technicienne analyste représentant représentante coordonnateur coordonnatrice coordinateur coordinatrice spécialiste formateur formatrice juriste avocat ventes équipe projets données logiciel logiciels recherche temps partiel plein bénévole français française francophone francophones recrutement clientèle préparateur serveur serveuse cuisinier magasin secteur candidature spontanée développement intégrateur conducteur travaux études système systèmes réseaux risque risques ambassadeur plancher entreprise entreprises implantation consultante acheteur acheteuse traducteur rédacteur rédactrice monteur mécanicien électricien opérateur opératrice numérique concepteur conceptrice planificateur administrateur maîtrise technique fondateur fondatrice chercheur chercheuse apprentissage conseil vie intégration gestion financier financière développeurs ingénierie partenariats marché marchés gouvernementales publiques général générale équipier caissier boulanger pharmacien emploi immobilier juridique paie logistique entretien nettoyage enfants personnes âgées janvier février mars avril juillet août septembre octobre décembre niveau artiste média médias juridiques chantier bâtiment réseau',
      common:
        'le de la en au consultant commercial service un ou des du est sur assistante boutique projet architecte',
    },
    es: {
      telling:
        'por nuestro nuestra nuestros usted equipo desarrollador desarrolladora ingeniero ingeniera gerencia jefe jefa encargado encargada vendedora ejecutivo ejecutiva cuenta cuentas clientes cliente servicio servicios ventas datos becario becaria beca becas prácticas práctica técnico técnica médico médica enfermero enfermera auxiliar administrativo administrativa contador contadora abogado abogada asesor asesora diseñador diseñadora programador programadora arquitecto operario operaria almacén conductor repartidor cajero cajera hostelería camarero camarera cocinero automatización científico operaciones desarrollo negocio negocios recursos humanos compartidos nube mantenimiento profesor profesora coordinadora excelencia remoto híbrido presencial atención hispanohablante español semisenior comprador compras calidad seguridad gestión proyectos proyecto analista gerente consultor consultora especialista comercial líder lider asistente responsable coordinador directora logístico logística financiero financiera agente soporte preventa solución tecnico candidaturas empleo representante campo área editor(a) traductor redactor cobranza cobranzas vendedor nivel medio obra turno jornada bilingüe chofer limpieza bodega certificado discapacidad iniciativa diversidad pruebas enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre operador operadora',
      common:
        'de la el en a al se es lo su supervisor supervisora director júnior los las del con una para y fondos tienda',
    },
    pt: {
      telling:
        'às uma não você nossa nosso pessoa pessoas vaga vagas afirmativa exclusiva deficiência desenvolvedor desenvolvedora engenheiro engenheira engenharia estágio estagiário estagiária sênior pleno júnior diretor diretora coordenadora coordenador enfermeiro enfermeira estrategista assessoria assessor assessora investimentos cientista dados gestor gestora motorista atendimento suporte temporário temporária conteúdo conteudista planejamento projetos produção operações regulatório regulatórios jurídico jurídica tecnologia qualidade crédito seguro renda alta expansão talentos trabalho agentes pagamento pagamentos negócios negocios contas originação distribuição transformação transição carreira presencialmente híbrida soluções arquitetura vivência líderes líquido assistência folha comerciais implantação homologação faturamento controladoria contábil tributário tributária lojas loja atendente operador operadora ajudante motoboy jovem aprendiz plataforma exclusivamente agênticos geração demanda aquisição caixa externo analista gerente consultor consultora especialista comercial líder lider assistente responsável gestão presencial híbrido clientes cliente executivo executiva auxiliar recursos humanos agente logístico logística técnico técnica câmbio estratégia bilíngue cobrança sustentação bancário jornalista externas vendas venda educacional educacionais serviço serviços segurança banco bolsa programa formação redator revisor farmacêutico farmacêutica médico nutricionista dentista cozinheiro garçom caminhão setembro dezembro fevereiro outubro',
      common:
        'e de da do dos das em para por a o as no na ao ou se remoto desenvolvimento os com recepcionista',
    },
    it: {
      telling:
        'gli della delle dei nella nel alla siamo nostro nostra tirocinio tirocinante stagista addetto addetta impiegato impiegata responsabile sviluppatore sviluppatrice ingegnere commesso commessa venditore vendite magazziniere contabile cameriere cuoco operaio progettista clienti categorie protette risorse umane direttore direttrice analista specialista agente consulente manutentore prevenzione incendi competenze linguistiche lingua impianti ufficio',
      common: 'e la in un una da il lo per con del di al assistenza negozio',
    },
    nl: {
      telling:
        'het een voor bij ons onze je jouw wij wordt hebben niet ook naar medewerker medewerkster ontwikkelaar adviseur verkoper verkoopmedewerker stagiair stageplaats afstudeerstage bijbaan vacature leidinggevende monteur chauffeur magazijnmedewerker klantenservice klantadviseur boekhouder verpleegkundige leraar docent projectleider werkvoorbereider uur nederlands nederlandstalig nederlandstalige zorg teamleider filiaalmanager facilitair technische dienst accountmanager',
      common: 'en de van te of op in aan zijn met jij',
    },
    sv: {
      telling:
        'och att är för som på du oss inom hos eller ett medarbetare utvecklare säljare ingenjör ansvarig konsult projektledare butikssäljare sommarjobb heltid deltid vikariat sjuksköterska lärare ekonom redovisningsekonom kundtjänst lagerarbetare tekniker säljkonsult medlemschef verkställande direktör affärsutveckling butikschef lagermedarbetare ekonomi affärs',
      common: 'en i med den det om av vi till',
    },
    da: {
      telling:
        'og på ikke du os hos eller medarbejder udvikler sælger konsulent markedschef salgschef projektleder studentermedhjælper studiejob deltid fuldtid butiksmedarbejder kundeservice ingeniør elev praktik afdelingsleder butikschef direktør salg kommerciel kasse fagforening økonom bogholder rådgivning',
      common: 'en i med for er det at vi til af',
    },
    no: {
      telling:
        'og på ikke du oss hos eller medarbeider utvikler selger rådgiver konsulent markedssjef salgssjef prosjektleder deltid heltid butikkmedarbeider kundeservice ingeniør sykepleier avdelingsleder daglig norsk',
      common: 'en i med for er det som av vi til leder',
    },
    fi: {
      telling:
        'sekä meillä sinulla kanssa asiantuntija kehittäjä myyjä päällikkö harjoittelija kesätyö insinööri suunnittelija johtaja asiakaspalvelija työntekijä hoitaja',
      common: 'me on ja tai',
    },
    pl: {
      telling:
        'dla oraz jest lub się nie pracownik specjalista specjalistka kierownik programista programistka inżynier doradca sprzedawca przedstawiciel handlowy księgowa księgowy stażysta stażystka staż praktyki magazynier kierowca praca młodszy starszy ds sprzedaży obsługi klienta zespołu konsultant koordynator asystentka menedżer analityk asystent dyrektor',
      common: 'o i w z na do',
    },
    cs: {
      telling:
        'je nebo pracovník pracovnice vývojář inženýr prodejce prodavač obchodní zástupce zástupkyně vedoucí účetní skladník řidič manažer brigáda stáž asistent asistentka konzultant analytik zákaznické podpory',
      common: 'a o i v z do se na pro',
    },
    hu: {
      telling:
        'egy vagy hogy munkatárs fejlesztő mérnök vezető értékesítő gyakornok tanácsadó ügyfélszolgálat könyvelő elemző menedzser szakértő asszisztens raktáros bolti szerelő',
      common: 'a is az és',
    },
    ro: {
      telling:
        'și pentru sau inginer dezvoltator vânzător consilier stagiu contabil șofer vânzări muncitor reprezentant',
      common: 'de în a la cu si din',
    },
    tr: {
      telling:
        've ile için olarak uzmanı uzman mühendisi mühendis yöneticisi yönetici müdürü müdür geliştirici satış danışmanı danışman stajyer temsilcisi elemanı asistanı sorumlusu personeli kıdemli medya raporlama faturalandırma',
      common: 'da de bir',
    },
    sr: {
      telling:
        'radnik radnica prodavnici prodavac prodavnica magacioner vozač inženjer menadžer saradnik komercijalista beograd programer stručnjak',
      common: 'i sa na za je',
    },
    hr: {
      telling:
        'djelatnik djelatnica prodavač voditelj voditeljica suradnik suradnica skladištar inženjer stručnjak razvojni',
      common: 'i za',
    },
    id: {
      telling: 'yang untuk dengan magang penjualan pengembang manajer pemasaran akuntan',
      common: 'ini dan di',
    },
    vi: {
      telling:
        'và của nhân viên chuyên trưởng phòng kỹ sư kinh doanh lập trình thực tập sinh quản lý giám đốc',
      common: 'cho',
    },
  };

/** Letters and endings that belong to few languages. */
export const LANGUAGE_MARKS: readonly (readonly [language: string, pattern: RegExp])[] = [
  ['pt', /(?<!\bs)ã|õ|ção(?!\p{L})|ções(?!\p{L})|[êâ]ncia(?!\p{L})|ári[oa]s?(?!\p{L})|ç[ao]s?(?!\p{L})/iu],
  ['es', /ñ|¿|¡|ción(?!\p{L})|ciones(?!\p{L})/iu],
  [
    'de',
    /ß|(?<=\p{L}{3})(?:ungen|keit|schaft|(?:[bdgklnrt]|ier)ung|ungs\p{L}+|berater|techniker|leiter|leitung|mitarbeiter|entwickler|kaufmann|kauffrau|pfleger|verkäufer|betreuer)(?:in|[*:]in)?(?!\p{L})|(?<=\p{L}{3})[*:]in(?!\p{L})/iu,
  ],
  [
    'fr',
    /œ|(?<=\p{L}{3})(?:ités?|ière|eaux|icien|icienne|trice|\.?euse|\.e|\.se|\.trice|\(trice\)|\(se\)|\(euse\)|\(ère\)|\(ne\)|\(ve\))(?!\p{L})(?<!elite|favorite)|\b[ldnqs]['’](?=\p{Ll}{3})/iu,
  ],
  ['it', /zion[ei](?!\p{L})|\bdell['’]|ità(?!\p{L})/iu],
  ['sv', /\bsälj|(?:schef|direktör)(?!\p{L})/iu],
  ['pl', /[łśźżćęą]/iu],
  ['cs', /[řěů]/iu],
  ['hu', /[őű]/iu],
  ['ro', /[ășț]/iu],
  ['tr', /[ığş]/u],
  ['vi', /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/iu],
];

/** Marks that lean to a language without telling it: a French "(H/F)", a Brazilian state at the end. */
export const LEANING_MARKS: readonly (readonly [languages: string, pattern: RegExp])[] = [
  ['fr', /\b(?:H\s?\/\s?F|F\s?\/\s?H)\b|\bCDI\b/u],
  [
    'pt',
    /[/-]\s?(?:AC|AL|AM|AP|BA|CE|DF|ES|GO|MA|MG|MS|MT|PA|PB|PE|PI|PR|RJ|RN|RO|RR|RS|SC|SE|SP|TO)\)?\s*$|\b(?:São|Rio de Janeiro|Florianópolis|Curitiba|Recife|Salvador|Brasília|Porto Alegre|Belo Horizonte)\b/u,
  ],
];

/** English words that other languages' texts seldom hold. */
export const ENGLISH_FUNCTION_WORDS =
  'the and with you will our your this are that to of for from have be their we a in at by or as is can who which has been all not it on an us about if more other join do does did than then them they new here';

/** Words of English job titles and headings, which other languages borrow: they tell English only where nothing else tells another. */
export const ENGLISH_TITLE_WORDS =
  'engineer engineers engineering manager managers management developer developers senior junior lead leader staff principal director head officer executive associate assistant analyst specialist coordinator administrator consultant advisor adviser representative agent supervisor technician operator worker support sales marketing product project program programme design designer data software hardware systems system network security cloud research scientist science finance financial account accounting accountant business development customer client success service services operations operational human resources people talent recruiter recruiting nurse nursing doctor physician therapist therapy care health medical clinical patient dental pharmacy pharmacist teacher teaching school education trainer training instructor tutor driver delivery warehouse store retail shop cashier cook chef kitchen restaurant bar housekeeping cleaner maintenance mechanic electrician electrical mechanical civil structural construction plumber welder manufacturing production quality assurance test testing control safety legal counsel attorney lawyer paralegal compliance risk audit auditor tax insurance banker banking investment trader writer editor content copywriter creative art artist media digital social video photo intern internship graduate trainee apprentice volunteer part full time remote hybrid contract temporary freelance seasonal night shift summer team member partner strategy strategic planning supply chain logistics procurement buyer purchasing platform infrastructure mobile web frontend backend stack machine learning intelligence artificial growth revenue enterprise regional area district general chief president vice board public relations communications community policy government federal field home house hospital clinic ward unit department office front desk reception receptionist secretary clerk entry level experience skills requirements qualifications responsibilities duties job position role work working hours pay salary benefits location email address apply application new opportunity future speaking speaker technical technology information computer aviation avionics vehicle energy power solar environmental chemical biology chemistry materials process industrial automation robotics optical animator game games player fitness personal coach camp pool guard event events hotel guest travel tour property real estate leasing mortgage loan credit debt collection claims underwriter actuarial payroll billing wealth planner trust fund equity private wholesale merchandising merchandise brand fashion beauty hair stylist optician optometrist veterinary veterinarian surgeon psychiatrist psychologist counselor counsellor midwife radiographer sonographer paramedic dietitian physiotherapist occupational speech language dedication personality studio expression interest';
