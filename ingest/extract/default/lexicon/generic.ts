// Words that say nothing about what a paper is about: as heads of phrases, as modifiers, or alone.
import { wordSet } from './grammar.ts'
import { keySet } from './known.ts'

/** Heads that make no term, whatever stands before them. Singular. */
export const JUNK_HEADS =
  wordSet(`paper work result experiment number example study improvement effectiveness challenge way
  use case literature author year progress effort contribution finding evidence question insight advantage benefit success
  issue idea fact lack need aim goal purpose reason kind type sort variety range amount set series family collection
  majority lot plenty couple part portion piece aspect detail respect manner fashion hand side end addition contrast
  comparison conclusion discussion section table figure appendix article manuscript report survey review
  chapter proposal attempt direction perspective viewpoint lens light role importance significance superiority
  usefulness applicability practicality validity promise merit drawback limitation shortcoming weakness weaknesses
  difficulty obstacle hurdle barrier concern interest focus emphasis motivation intuition observation
  claim statement argument answer explanation implication consequence outcome impact influence
  development advance advancement advent breakthrough achievement trend decade future past today practice practitioner
  researcher scientist engineer community researchers people human person user scholar
  implementation code repository github link url website page file thumb detail
  illustration demonstration existence presence absence possibility opportunity potential ability capability capacity
  extent degree level point line basis ground core heart center spirit essence nature
  magnitude order percentage percent fraction factor half majority minority total sum
  counterpart alternative choice option version kind instance variant variation candidate competitor
  step stage phase round moment day hour minute second week month
  thing something anything one ones other others item element stuff
  background context situation circumstance scenario setting setup set-up
  assistance help support aid thanks acknowledgement
  characteristic peculiarity
  understanding consideration account sense notion concept principle paradigm
  suite pool list catalog overview summary tutorial guideline remedy recipe checklist
  hope desire wish belief
  increase decrease drop gain speedup speed-up boost jump saving savings
  requirement desideratum desiderata
  access availability ease simplicity
  combination interplay relationship relation connection linkage tie
  difference discrepancy distinction gap
  art state-of-the-art sota par best
  field area discipline topic subject
  application use-case usage
  evaluation assessment investigation examination inspection
  characterization description depiction account treatment
  extension modification adjustment change
  form format
  place position
  hundred thousand million billion trillion dozen
  body stream wave rise growth surge emergence
  cause source origin
  everything nothing anything world life
  et al etc eg ie vs pp
  quo hoc facto priori posteriori vice versa
  expense burden
  cost/benefit pros cons trade
  entry attempt trial avenue vein
  company industry team member
  name title
  success pitfall
  introduction motivation
  solution proposal
  story backing
  popularity prevalence prominence adoption
  availability
  none yes no`)

/** Heads that need a modifier that tells something: "adversarial training" is a term, "training" is none. Singular. */
export const WEAK_HEADS =
  wordSet(`approach method methodology technique algorithm model network system framework problem task
  data dataset performance accuracy training learning function parameter architecture analysis theory process procedure
  scheme strategy mechanism structure representation feature sample distribution space size dimension error loss
  objective value rate score measure metric layer input output class label image text word sentence document object
  signal instance domain environment state action policy agent user item variable constraint condition
  assumption property behavior complexity efficiency time memory computation resource budget hardware
  test evaluation benchmark baseline design solution bound guarantee gradient weight unit component module
  information knowledge pattern rule region point set group pair sequence series graph tree path node edge matrix vector
  inference prediction estimation estimate optimization search selection generation classification detection recognition
  simulation equation formula expression operator operation transformation transition change effect phenomenon
  program software tool library package platform toolkit pipeline workflow product
  quality quantity stability flexibility scalability applicability precision resolution scale depth width length height
  shape surface curve line field map view frame form type level
  term criterion principle rule limit threshold range scope gap margin distance
  update iteration step epoch batch optimizer optimum minimum maximum minima maxima
  dynamic dynamics trajectory evolution history
  population individual subject patient case cell device sensor machine
  language speech video audio scene
  paradigm regime setting scenario formulation formalism perspective approximation
  modeling modelling computing processing understanding experience behaviour
  expert teacher student learner
  initialization configuration setup study
  strength power energy force pressure temperature speed velocity
  cost risk reward gain penalty utility
  noise bias variance deviation uncertainty
  part source target context content topic
  capacity ability skill capability
  construction composition combination correction extension reduction expansion
  dependency dependence relation relationship interaction correlation connection link
  outcome response feedback signal event decision choice
  trial experiment observation measurement
  position location coordinate direction angle
  code symbol letter character token
  people community society world culture
  degree fraction ratio proportion probability frequency percentage
  family category concept notion idea
  storage computer engine server client
  project challenge competition game
  theorem proof lemma proposition conjecture
  construct building block
  quantity number factor
  mean average median sum total`)

/** Weak heads that stay empty under a light modifier: "efficient method", "deep model", "theoretical guarantee". Singular. */
export const BARE_HEADS =
  wordSet(`approach method methodology technique algorithm model network system framework problem task data
  dataset performance parameter architecture analysis theory process procedure scheme strategy structure feature
  sample value metric measure layer input output label setting regime scenario paradigm assumption property behavior
  test evaluation benchmark baseline design solution bound guarantee component module information knowledge pattern rule
  point formula expression effect phenomenon tool platform pipeline quality quantity level criterion scope line
  factor number observation measurement trial outcome response concept notion idea project study condition`)

/** Modifiers that praise, place or count and never belong to a name; they are cut from the left of a phrase. */
export const EMPTY_MODIFIERS =
  wordSet(`former latter new novel proposed existing recent previous prior past current present modern
  contemporary traditional conventional usual typical popular common well-known widely-used widespread prevalent prevailing
  state-of-the-art sota cutting-edge leading mainstream competing competitive alternative
  different various diverse distinct numerous multiple several many few additional extra further other another
  important significant substantial considerable remarkable notable crucial critical essential vital key main major
  primary principal core basic underlying overall entire whole complete full total
  good better best great greater greatest excellent superior improved enhanced inferior worse worst bad poor strong
  stronger strongest weak weaker powerful effective promising impressive successful favorable desirable desired
  useful helpful valuable interesting intriguing exciting surprising striking unexpected counterintuitive
  simple simpler simplest straightforward easy easier intuitive elegant
  certain specific particular given special concrete respective corresponding associated related relevant 
  same analogous comparable equivalent aforementioned above-mentioned following subsequent resulting consequent
  possible potential likely plausible feasible available accessible applicable suitable appropriate adequate proper
  needed required
  extensive thorough comprehensive detailed rigorous careful systematic in-depth exhaustive broad wide wider
  experimental 
  final ultimate eventual
  recently-proposed newly-proposed aforesaid so-called called dubbed termed
  high-quality high-performance low-cost
  challenging difficult hard-to-solve complicated sophisticated
  real-life true-life
  illustrative
  serious severe
  
  first second third last next
  increasing decreasing growing increased decreased reduced
  publicly-available open-source public
  considered studied investigated examined analyzed discussed presented introduced developed designed employed used
  applied adopted obtained achieved observed reported established suggested described utilized chosen selected
  involved required desired intended
  large larger largest small smaller smallest huge massive vast tiny big bigger enormous
  higher highest
  long longer short shorter
  fast faster fastest slow slower cheap cheaper expensive costly
  more most less least very highly quite such
  efficient inefficient effective reliable scalable flexible accurate trivial careful explicit 
  computationally-efficient cost-effective user-friendly easy-to-use easy-to-implement off-the-shelf plug-and-play
  sub-optimal suboptimal near-optimal provably-efficient stronger-than-typical compromised
  entire own mere sole sheer true apparent seeming
  black magic growing emerging ongoing continued subtle nuanced clear unclear mild moderate
  long-standing longstanding so-far hitherto unprecedented
  commonly-used frequently-used commonly-practiced well-established well-studied
  meaningful valid fair
  sophisticated naive vanilla plain
  acceptable reasonable sensible noteworthy plausible implausible user-specified hard-to-model puzzling peculiar intense
  contemporaneous concurrent participating best-performing top-performing better-performing winning top-ranked
  little excessive lower lowest provided predefined well-motivated testable tunable three-pronged
  notorious ubiquitous unique revised elaborate immediate discovered influential original advanced smart arbitrary
  arising disclosed undisclosed utmost dominant dominating published sudden seamless inherent convincing landmark seminal
  hour minute alternate profound meticulous inexpensive custom non-trivial nontrivial discernible brittle realistic-looking ready-to-use larger-scale abovementioned pre-existing
  preexisting variant idealized dimensional
  unknown actual identical invalid irrelevant undesirable undesired unwanted tedious laborious preferred guaranteed infeasible
  fruitful functioning satisfactory outstanding unsatisfactory
  customized tailored collected constructed produced configured tuned predetermined updated stated near-zero near-perfect near-random close-to-optimal close-to-zero dedicated problematic precise negligible
  generic classic practical realistic similar skewed discriminating separate converged informed versatile
  state-of-art stateof-the-art state-of-the-arts standardized attractive abundant plentiful unlimited indispensable inaccurate erroneous
  opposing minor supplemental nice prohibitive restrictive unrealistic affordable insightful gathered intricate unsatisfying
  famous pioneering coined held-out built-in drop-in runner-up full-sized full-size apriori a-priori`)

/** Modifiers that narrow so little that a weak head with only these is no term: "general framework", "efficient method". */
export const LIGHT_MODIFIERS =
  wordSet(`general generic generalized efficient effective accurate robust reliable scalable
  flexible fast simple unified principled practical real real-world standard classical classic optimal good large
  complex high low theoretical mathematical statistical computational technical experimental empirical numerical
  single individual separate own independent joint combined common overall
  downstream target real synthetic simulated toy
  automatic automated manual data-driven model-based learning-based
  initial final intermediate early late
  exact approximate precise direct explicit implicit
  rich underlying hidden
  input output test training validation trained learned
  baseline benchmark reference
  machine deep learning neural research scientific academic industrial
  global local
  realistic arbitrary
  positive negative
  correct incorrect
  user human
  algorithmic methodological
  limited considerable
  time space memory
  mild weak strong
  two-stage two-step end-to-end
  formal informal
  interpretable
  lightweight light-weight
  one-dimensional
  plausible
  model network data image task problem method algorithm
  central fundamental similar unique qualitative quantitative representative necessary sufficient original actual analytical optimal`)

/** Single words that are no term by themselves though their endings say so. Singular. */
export const NEVER_ALONE =
  wordSet(`learning training testing understanding processing modeling modelling computing ability
  quality capability possibility availability complexity efficiency quantity utility reality majority community university
  similarity difficulty popularity necessity activity entity identity simplicity flexibility applicability validity density
  probability capacity velocity intensity diversity property variety authority priority facility opportunity
  effectiveness usefulness awareness business weakness completeness
  optimization initialization approximation estimation evaluation operation application information combination
  implementation representation computation situation observation limitation motivation contribution collaboration
  relation correlation variation configuration formulation interpretation transformation modification consideration
  validation demonstration investigation explanation exploration examination characterization publication presentation
  population station foundation organization utilization
  mechanism setting building finding meaning beginning being feeling
  existing including following using resulting leading according depending corresponding outperforming
  scaling mapping matching testing fitting working running showing making giving taking
  caution chart guide complication concentration confidence conjunction course disadvantage emission exposure
  idealization imperfection isolation math message technology vicinity uniformity stimulation subset alteration projection
  truncation subspace compression confusion contraction distortion crisis danger delay demand discipline emphasis
  comparison conversion conviction correction creation culture definition deletion description destruction dimension
  direction disposition distance division duration edition education election emotion equation
  exception exclusion expansion expectation expression fiction friction history inclusion indication insertion inspection
  inspiration institution instruction intention interest intervention introduction invention mention mission motion
  notation notion nutrition objection omission opinion option origin permission perception perfection phase portion
  possession precaution precision prevention proportion protection question reaction reception recognition reduction reflection rejection
  repetition reputation resolution revision rotation satisfaction section selection session solution suggestion suspicion
  sub-dataset subdataset sub-problem subproblem over-simplification oversimplification under-utilization underutilization
  tension tradition transaction transition translation vacation version violation vision wing infinity oracle norm rank
  overarching impede traction sluggishness hindsight scratch spite lens inception clue peak failure occurrence appearance
  search loss data feature function error kernel noise distribution classification detection recognition
  segmentation prediction selection generation inference regression
  planning reporting ordering spacing parameter parameterized
  adult animal archetype city conception dog food journey manager merger party player prerequisite production profit
  replacement specification succession transmission visit winner woman women worker attribute competitiveness inflexibility
  consistency comprehensiveness creativity engagingness extensibility informativeness particularity practicability refinement
  regularity representativeness specificity sufficiency usability visibility inefficiency correctness comment comprehension mind
  preprocessing pre-processing postprocessing post-processing`)

/** Short forms that name nothing a paper is about: units, venues, hardware, phrases. */
export const JUNK_NAMES =
  wordSet(`SOTA SoTA GHz kHz KHz MHz Hz MB GB TB KB ms GPU GPUs CPU CPUs TPU TPUs RAM API APIs URL PDF HTML JSON XML CSV USA US UK EU
  CVPR ICCV ECCV ICML ICLR NeurIPS NIPS AAAI IJCAI ACL EMNLP NAACL COLING KDD IEEE ACM arXiv EACL AACL IJCNLP CoNLL LREC TACL
  AISTATS COLT UAI WACV BMVC MICCAI INTERSPEECH ICASSP SIGIR WSDM CIKM SIGGRAPH ICRA CoRL JMLR TMLR GitHub Python
  i.i.d I.I.D iid IID PhD Inc Ltd NSF II III IV VII VIII XI XII XIII XIV XV
  CI IQR ClinicalTrials ClinicalTrials.gov
  Fig Figs Ref Refs Eq Eqs Sec
  NaN NaNs 2D 3D 4D 5D 6D
  Keywords Abstract Introduction
  MASK CLS SEP UNK
  CITATION CITATIONS REF REFS EQUATION FIGURE TABLE SECTION ANONYMIZED ANONYMOUS URLS HTTP HTTPS`)

/** Phrases that any paper might have, though their words mean something elsewhere. No label has them. By their keys. */
export const GENERIC_PHRASES =
  keySet(`supplementary material, supplemental material, project page, project website, computational resource, computing resource, distant information, precise control, partial overlap, data size,
  text string, random chance level, model speed, training decision, practical deep learning, strong robustness,
  physical phenomenon, physical behavior, pathological behavior, standard solver, standard gradient method,
  local scale, single loop, man-made object, human head, non-linear problem, nonlinear problem, classification task,
  canonical classification task, real-world regression, simulation study, planned feature, unanswered question,
  longer-term unanswered question, sign configuration, problematic sign configuration, classification category,
  common hyperparameter, long training time, loss value, training loss value, pre-processing step,
  preprocessing step, python library, 3D software, dataset creation process, single classifier, regular classifier,
  non-linear component, nonlinear component, analyzable model, kernel technique, general manifold, web demo,
  versatile tool, explicit supervision, automatic construction, average length, fast adaptation, correct syntax, abstract unavailable, abstract not available, no abstract, shared task, pilot study,
  case study, ablation study, hot topic, limited computational resource, closed form expression, error analysis, comparative analysis, human judge, human evaluator, human participant, human subject, open problem, open question,
  universal constant, absolute constant, unknown constant, numerical solver, logarithmic factor, polylogarithmic factor,
  poly-logarithmic factor, logarithm factor, domain knowledge, domain expertise, social science, general geometry, time horizon, random guessing,
  text data, convergence proof, input graph, objective value, response value, logarithmic term,
  convergence property, linear combination, square root, middle ground, theoretical foundation, unseen data, future event, implementation detail, fine detail, noise term, nonlinear function, domain expert, human expert, constant factor, polynomial factor, log factor, provable guarantee, umbrella term, consecutive frame, adjacent frame`)

/** Heads that name no subject whatever stands before them: people, publications, the course of research. Singular. */
export const HOPELESS_HEADS =
  wordSet(`community researcher practitioner scientist audience author website webpage homepage repository literature paper
  publication workshop year decade research lore innovation underpinning justification attempt tendency breakthrough advance
  advancement artifact affinity utility viewpoint anecdote endeavor endeavour headline newcomer
  speedup improvement thing way reason lot kind sort example number manner extent degree issue difficulty
  contribution insight finding result claim argument statement conclusion discussion summary
  proportion regard philosophy mathematician hypothesis price
  case fashion effort variety range part piece side proposal perspective interest development trend nature alternative
  version variant scenario consideration account tutorial application investigation modification stage idea challenge
  developer annotator implication one participant
  capability choice decision duration performance prescription requirement experience device workflow view project
  value instance episode test-case study`)

/** Heads that name something only if a word before them does: "default value", "unified view", "conceptual framework". Singular. */
export const VAGUE_HEADS =
  wordSet(`value view framework explanation point process space system approach representation run version study effect
  prediction output input bound pattern protocol metric measure benchmark search data characterization exploration
  experiment simulation estimator choice perspective guideline property behavior area case setting term fit threshold
  confidence function method model technique algorithm structure factor aspect component element information knowledge feature
  solution tool scheme strategy mechanism performance quality problem task challenge question answer goal objective
  ingredient topic success chance enhancement trust domain expert probability assumption device computation
  metrics corpus accuracy
  analysis experience detail characteristic characteristics condition group interval location position
  configuration content option quantity response derivation proof equivalence
  sentence category character phase stage procedure`)

/** Modifiers that rank, time or judge and name nothing; more than {@link EMPTY_MODIFIERS}, they may stand inside names. */
export const VAGUE_MODIFIERS =
  wordSet(`default original raw refined rich richer puzzling peculiar intense conceptual technical practical theoretical
  unified unifying unify tighter tight tightest-known historical informed reproducible replication short-term long-term
  small-scale general-purpose special-purpose implemented standard starting agnostic natural actual perfect fixed expected
  evaluation design prediction project testing evaluated single-pass upper lower value desired user-specified everyday
  concurrent contemporaneous follow-up future acceptable plausible implausibly narrow noteworthy report reported
  sensible reasonable ad-hoc one-size-fits-all so-called wrong right bad ideal hypothetical auxiliary supplementary
  unsupervised supervised semi-supervised large-scale large generation
  comparative intensive fine-grained complex informative estimated predicted inferred generated reconstructed extracted single common similar
  high-fidelity high-quality low-quality direct domain-specific inaccurate
  static realistic simultaneous distant adjacent average sufficient repeated stored specialized formal
  key research application real-world empirical tremendous heuristic probabilistic human high low minimal extracted
  disparate tried`)
