// Words that tell how something is done, for what or by whom, but not what it is: "an adaptive scheme", "the estimation procedure".
// They were chosen among the words that stand before the most different ones of these heads in some 8,000 papers.
import { wordSet } from './grammar.ts'
import { keySet } from './known.ts'

/** What is done somehow: heads that leave it to the words before them what they name. Singular. */
export const WAYS =
  wordSet(`approach method methodology technique algorithm model framework scheme strategy procedure mechanism tool protocol formulation
  pipeline architecture solution paradigm objective`)

/** Heads that stand for more than a way, so that only what is done before them leaves them empty: "the reasoning process". Singular. */
export const OTHER_WAYS = wordSet('process system task dataset problem loop software')

/** How: any of {@link WAYS} may be so. */
export const MANNERS =
  wordSet(`adaptive iterative recursive sequential deterministic stochastic offline hybrid joint static dynamic incremental modular modularized
  interactive flexible dual virtual multi-step multi-stage multistage three-stage two-phase three-fold one-stage single-stage single-step
  step-wise stepwise top-down bottom-up holistic universal compact generalizable extensible configurable collaborative provable convergent
  anytime intelligent autonomous semi-automatic semi-automated constructive innovative interdisciplinary ethical pedagogical
  tailor-made hand-crafted handcrafted hand-designed hand-engineered hand-coded hand-made hand-written human-designed human-invented
  indirect brute-force data-hungry high-performing well-performing performant large-size giant fitted fine-tuned optimally-tuned adapted
  optimized post-trained parameterized parametrized physical biological geometric multivariate invariant abstract extended canonical
  delicate simplistic self-contained real-time time-varying candidate ensuing devised listed known favorite standalone actionable
  analytic auxiliary base biased pioneering training-time test-time inference-time`)

/** What is done: "estimation procedure" says no more than that something is estimated. */
export const OPERATIONS =
  wordSet(`estimation approximation optimization optimisation inference prediction classification detection recognition regression generation
  selection extraction identification explanation sampling evaluation assessment training learning search matching mapping modeling
  modelling processing preprocessing pre-processing calibration registration normalization interpolation enrichment reasoning
  reconstruction recovery refinement correction construction calculation computation update updating integration interpretation analysis
  adaptation scoring grouping sorting solving answering filtering acquisition conversion replacement completion localization
  rectification simulation testing validation decision-making fitting improvement minimization maximization assignment
  identifying design development deployment discovery tuning sweeping prevention comprehension extrapolation`)

/** Of these and of what every paper of a field has, compounds are made that say no more: "a classification-based method". */
export const BASES =
  wordSet(`ml ai dl nn deep-learning machine-learning data network neural-network neural feature image text 2d 3d regularizer
  computer optimizer`)

/** What is said of any of them but is known by that name. By their keys. */
export const KNOWN_WAYS =
  keySet(`recognition model, inference model, dynamic model, learning objective, training objective, human-in-the-loop system,
  learning system, optimization problem, matching problem, assignment problem, design problem, search problem, invariant model, adaptive optimization method, adaptive learning method, canonical model, dual formulation`)

/** Words behind "non-" that make kinds of their own rather than the rest: "non-parametric model". */
export const NON_KINDS =
  /^non-?(?:autoregressive|commutative|conjugate|convex|convexity|concave|equilibrium|euclidean|gaussian|interactive|linear|local|markovian|monotone|monotonic|negative|parametric|reversible|rigid|smooth|stationary|uniform)$/
