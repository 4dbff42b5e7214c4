// Closed classes and words whose class a general tagger gets wrong in papers.

/** A set from a list of words parted by blanks. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''))

/** Determiners and quantifiers: they start a noun phrase and never belong to a name. */
export const DETERMINERS = wordSet(`a an the this that these those each every any some no all both either neither such
  another other others which what whose its their our my your his her many several various few multiple most more less
  fewer numerous much half certain enough own same only first second third last one two three four five six seven eight
  nine ten dozen dozens hundred hundreds thousand thousands million millions billion billions`)

/** Gerunds that name a thing or an activity of the field; before a noun they modify it. */
export const GERUND_NOUNS =
  wordSet(`learning training pretraining retraining finetuning tuning pruning sampling clustering
  forgetting overfitting underfitting reasoning programming processing preprocessing postprocessing computing modeling
  modelling scaling sketching smoothing oversmoothing squashing grokking boosting bagging stacking embedding encoding
  decoding matching ranking routing scheduling planning parsing tagging labeling labelling segmenting tracking
  forecasting rendering denoising deblurring inpainting upsampling downsampling oversampling undersampling subsampling
  resampling bootstrapping mixing averaging pooling padding hashing indexing caching sharing splitting voting
  weighting reweighting masking prompting captioning summarizing questioning answering understanding mapping
  rounding quantizing thresholding filtering sensing imaging morphing meshing warping unlearning editing aligning
  steering watermarking backpropagating gating gaming bidding pricing testing debugging engineering reporting coding
  crowdsourcing sequencing screening docking folding binding hedging cloning shaping bandit dueling warming annealing
  cooling dithering broadcasting hopping unprocessing ensembling conditioning preconditioning
  regularizing parking driving manufacturing monitoring profiling phishing hallucinating mining screening
  floating reproducing sliding spiking rolling linking stopping
  spacing ordering packing covering colouring coloring partitioning checkpointing offloading serving logging`)

/** Nouns that a gerund before them says the kind of: learning rates, training data, scaling laws, matching problems. */
export const GERUND_COMPOUNDS =
  wordSet(`rate rates data set sets dataset datasets algorithm algorithms theory problem problems dynamics curve curves
  process processes method methods framework frameworks task tasks objective objectives system systems model error errors loss
  losses time times cost costs procedure procedures strategy strategies scheme schemes technique techniques example examples
  sample samples phase stage step steps schedule schedules setup accuracy budget budgets efficiency stability trajectory
  trajectories distribution distributions capability ability limit limits law laws space rule rules size sizes factor factors
  layer layers function functions operator operators token tokens instance instances point points image images noise
  paradigm scenario setting settings performance signal signals behavior speed regime complexity capacity mechanism
  approach approaches bias network energy matrix matrices kernel coefficient coefficients exponent exponents
  ratio ratios strength window pipeline environment architecture module block gradient gradients relationship relationships
  policy bound bounds transition vector vectors environment run runs experience workflow parameter parameters criterion
  frequency interval graph term terms component components tool tools procedure bandits
  strategies pattern patterns result results study studies trend trends behaviour behaviours`)

/** Irregular participles that stand before nouns. */
export const PARTICIPLES =
  wordSet(`known unknown hidden given driven chosen unseen seen learnt broken frozen drawn grown
  written spoken built split spread bound held left`)

/** Verbs that look like nouns, in the form that follows plurals and "to". */
export const BASE_VERBS =
  wordSet(`struggle train use show study exhibit display outperform achieve provide require help make take need perform
  generalize scale converge depend rely relate model learn transfer limit estimate measure test exploit employ design combine
  attack exceed speed suffer drop gain vary build remain introduce propose present investigate explore discover reveal
  highlight support suggest indicate demonstrate imply guarantee ensure extend generate produce operate serve result lead
  cause benefit increase decrease change improve reduce enable allow yield capture describe align approach address outline
  play offer focus aim work map fit prefer admit assume tend consider contain involve form share adapt trade balance
  avoid prevent overcome mitigate alleviate attenuate amplify accelerate facilitate incorporate leverage utilize
  integrate evaluate analyze analyse compare predict encode decode embed represent update control impact influence
  affect match rank process filter sample search plan act move run drive follow find give get keep let see know become
  appear seem emerge arise occur exist fail succeed matter concern treat view report claim argue note observe prove
  derive obtain compute calculate solve tackle handle deal cope bridge close fill narrow widen push pull set put
  bring carry cover cross cut deliver detect determine develop differ distinguish divide draw eliminate encourage
  enforce enhance establish examine expand explain express extract forget grow hold identify illustrate implement
  include infer inherit inject inspire interact interpret invert join justify lack last maintain manage maximize
  minimize merge mimic modify monitor motivate offload optimize penalize permit perturb pose possess preserve promote
  prune quantify quantize question raise reach recover refine regularize replace reproduce resemble resist resolve
  respect restrict retain return reuse rewrite rival rotate satisfy select separate shape shed shift simulate span
  split stabilize start stay stop strike switch target tell trigger trust tune turn underestimate understand unify
  violate visualize warrant weigh witness
  aggregate apply approximate compose decouple experience construct fool guide memorize tag attempt`)

/** Third persons of {@link BASE_VERBS}. */
export const THIRD_PERSONS: ReadonlySet<string> = new Set(
  [...BASE_VERBS].map((verb) =>
    /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`,
  ),
)

/** Nouns that look like verbs: nouns after an adjective or a singular noun, and before the noun they modify. */
export const NOUNS_LIKE_VERBS =
  wordSet(`transfer search walk design pose estimate flow shift attack control sample test score trade update block
  bound step stride cut split loop drop drift collapse decay change gain match rank process filter plan map model
  representation embed cost measure limit trust question answer query report study review survey guess scale offset
  order mix mask prompt seed point label level layer branch kernel pool patch rule target stop start transform
  train dropout exchange release release cover play game reward value feature return benchmark approach network
  neural merge crawl fit press feed force move view focus face signal surface screen track pipeline display
  exhibit trigger trace rotation segment sketch stretch reverse release repair replay rewrite crowd cluster contrast contract
  debate decrease increase defect delay demand discount effect escape experiment fold forecast frame group harvest hedge hub
  influence input output interface jump judge link lift load lookup mirror mutate need offer oracle pause position power practice price
  produce program progress project protest pulse push rate reason record reference regret repeat request research
  reset result round run sense set share ship shock sort sound source speed spike stack state stress support swap
  switch tag talk task taste template thought time touch trap travel tree trend turn twist upset use visit voice vote watch wave work yield`)

/** Nouns that look like adjectives. */
export const NOUNS_LIKE_ADJECTIVES =
  wordSet(`derivative objective primitive alternative perspective narrative incentive constant potential
  integral functional polynomial exponential logarithm differential individual ideal dual residual variable invariant
  covariant determinant equivalent average gaussian hessian jacobian laplacian lagrangian hamiltonian wasserstein
  minimum maximum optimum extremum spectrum continuum simplex complex matrix vertex index cortex quadratic
  dynamic heuristic semantic topic logic metric statistic characteristic diagnostic mechanic arithmetic
  posterior prior interior exterior anterior adversary boundary dictionary vocabulary summary library
  marginal conditional signal goal interval manifold threshold transformer general material chemical
  human expert novice adult collective total whole square cube good present past future
  text context subject object adjoint joint transient gradient coefficient quotient constituent component opponent
  equilibrium ensemble principle multiple triple couple sample example particle`)

/** Adverbs of degree or manner that belong to no name: "highly nonlinear", "recently proposed". */
export const EMPTY_ADVERBS =
  wordSet(`highly very more most less least quite rather fully really truly simply merely only even also just
  recently newly commonly widely typically usually often frequently generally mostly mainly largely primarily
  extremely remarkably surprisingly significantly substantially considerably greatly vastly slightly
  computationally theoretically empirically experimentally practically numerically mathematically analytically
  potentially possibly presumably apparently seemingly increasingly previously currently originally traditionally
  easily readily efficiently effectively successfully properly carefully publicly freely explicitly implicitly
  provably arbitrarily approximately correctly incorrectly sufficiently relatively comparatively particularly especially specifically
  well poorly equally similarly closely strictly precisely exactly entirely completely totally purely
  truly inherently intrinsically naturally automatically manually directly solely moderately notoriously
  carefully closely always never sometimes still yet already now then thus hence however therefore
  consistently competitively subsequently simultaneously jointly respectively together
  unnecessarily excessively exceptionally appropriately elaborately dramatically unusually overly accurately
  differently wrongly correctly massively drastically initially crucially importantly seamlessly
  nearly namely iteratively comparably mutually externally reciprocally objectively
  adequately controllably correspondingly dedicatedly embarrassingly equivalently exclusively fairly formerly
  heavily impractically inaccurately notably outrageously predominantly reasonably roughly stably starkly utterly`)

/** Verbs that are no nouns in papers, whatever stands around them. */
export const PLAIN_VERBS =
  wordSet(`show shows showed shown exhibit exhibits exhibited achieve achieves enable enables allow allows provide provides
  require requires become becomes introduce introduces propose proposes consider considers contain contains involve involves
  prove proves avoid avoids prevent prevents encourage encourages ensure ensures enhance enhances examine examines illustrate
  illustrates incorporate incorporates leverage leverages maintain maintains maximize maximizes minimize minimizes mitigate mitigates obtain
  obtains outperform outperforms preserve preserves recover recovers reveal reveals satisfy satisfies suggest suggests
  tend tends utilize utilizes attenuate attenuates facilitate facilitates receive receives received gain gained struggle struggles suffer suffers yields renders render manifests resort resorts outcompetes outcompete emerges emerge
  impede impedes hinder hinders incur incurs elucidate elucidates entail entails necessitate necessitates
  matters improves converges grows exists vanishes diverges
  lack lacks decorrelate decorrelates annotate annotates propagate propagates generate generates evaluate evaluates eliminate eliminates
  investigate investigates calculate calculates formulate formulates create creates integrate integrates
  describe describes demonstrate demonstrates indicate indicates imply implies depend depends rely relies remain remains
  overfit overfits oversmooth oversmooths underfit underfits
  seem seems appear appears know knows learn learns select selects generalize generalizes use uses make makes take takes
  give gives get gets find finds keep keeps let lets have has is are was were be been can could may might will would`)

/** Gerunds that are verbs or prepositions and name nothing. */
export const VERBAL_GERUNDS =
  wordSet(`using based including following regarding concerning considering according having being doing making taking
  giving getting leading resulting allowing enabling providing obtaining achieving requiring depending assuming focusing
  approaching offering containing involving showing proving improving reducing increasing decreasing yielding producing
  outperforming suggesting indicating implying leveraging exploiting employing utilizing applying introducing proposing
  ensuring avoiding preventing satisfying exhibiting maintaining preserving performing becoming causing helping seeking
  surrounding existing remaining corresponding underlying varying vanishing emerging promising challenging interesting
  designing building constructing formulating developing finding deriving proving studying analyzing investigating
  comparing combining incorporating integrating adding removing replacing changing choosing selecting setting reaching
  moving going coming featuring ensuring rescuing rethinking revisiting preventing promoting working running starting ending happening occurring arising beating
  converging misleading reconstructing unsettling detecting identifying predicting evaluating recognizing extracting
  classifying explaining quantifying characterizing assessing examining`)
