// Heads that tell what a phrase names: something one runs or builds, something one asks of a system, something measured.
import { wordSet } from './grammar.ts'

/** Heads of methods. Singular. */
export const METHOD_HEADS =
  wordSet(`algorithm method approach technique procedure scheme framework architecture pipeline toolkit
  library package software solver optimizer optimiser estimator classifier regressor predictor detector learner
  network net nn dnn cnn rnn gnn gan gcn mlp svm lstm gru vae transformer autoencoder auto-encoder encoder decoder
  encoder-decoder perceptron machine forest tree ensemble cascade
  regression descent ascent regularization regularizer regulariser penalty dropout normalization augmentation
  distillation pruning quantization binarization sparsification finetuning fine-tuning pretraining pre-training
  factorization decomposition embedding hashing clustering bagging boosting stacking bootstrap bootstrapping
  sampling sampler resampling oversampling undersampling subsampling downsampling upsampling smoothing filtering filter
  attention self-attention convolution pooling backpropagation backprop propagation
  optimization minimization maximization programming relaxation
  model process prior kernel mixture flow
  parser tagger tokenizer generator discriminator simulator retriever reranker ranker
  search planner scheduler policy bandit
  loss objective surrogate
  training learning inference
  transform projection interpolation extrapolation approximation discretization parametrization parameterization
  reparameterization reparametrization preconditioning preconditioner annealing
  initialization warmup warm-up schedule scheduler
  mechanism module block layer head unit cell gate
  strategy heuristic rule
  test cross-validation
  prompting decoding attack defense
  expansion iteration recursion
  protocol engine platform system tool compiler interpreter language
  rewiring unlearning alignment editing masking reweighting weighting averaging ensembling
  preprocessing postprocessing pre-processing post-processing rescaling centering whitening
  activation function
  parametrisation regularisation normalisation quantisation optimisation minimisation
  token adapter lora prompt
  bound-propagation certification smoothing
  reduction selection extraction matching`)

/** Method heads that decide alone; the other method heads are one vote among others. Singular. */
export const STRONG_METHOD_HEADS =
  wordSet(`algorithm method technique procedure scheme framework architecture pipeline toolkit
  library package software solver optimizer estimator classifier regressor predictor learner network net nn cnn rnn gnn
  gan gcn mlp svm lstm gru vae transformer autoencoder auto-encoder encoder decoder encoder-decoder perceptron forest
  descent ascent regularizer penalty dropout normalization augmentation distillation pruning quantization
  factorization hashing boosting bootstrap sampler attention self-attention backpropagation
  preconditioner parser tagger tokenizer simulator annealing rewiring cross-validation
  machine model regression approach layer`)

/** Heads of concepts. Singular. */
export const CONCEPT_HEADS =
  wordSet(`phenomenon property theory theorem problem bias variance error risk bound rate complexity
  generalization overfitting underfitting robustness stability convergence convexity smoothness sparsity sharpness
  flatness linearity curvature geometry topology landscape dynamics dynamic regime limit threshold transition
  law scaling principle hypothesis conjecture assumption paradox dilemma tradeoff trade-off frontier gap
  forgetting collapse shift drift noise uncertainty distribution space manifold dimension rank spectrum eigenvalue
  eigenspace eigenvector matrix tensor norm metric distance divergence entropy information gradient hessian jacobian
  minimum minima optimum saddle point solution trajectory path
  parameter hyperparameter hyper-parameter width depth size capacity expressivity expressiveness
  identifiability interpretability explainability fairness privacy safety robustness feasibility
  symmetry invariance equivariance isometry
  data dataset feature label class variable covariate coefficient weight constraint condition
  equilibrium game regret reward utility
  capability ability reasoning understanding representation semantics syntax
  learning intelligence science physics mechanics statistics
  correlation causation dependence dependency structure pattern
  perturbation example vulnerability
  efficiency cost budget speed time
  diversity similarity quality
  interpolation memorization
  simulation turbulence climate
  behavior response failure
  uncertainty confidence calibration
  dependence asymmetry imbalance heterogeneity
  parameterization parametrization`)

/** Concept heads that decide alone: what ends so is a phenomenon, a property, a quantity or an object of study. Singular. */
export const STRONG_CONCEPT_HEADS =
  wordSet(`phenomenon property theory theorem problem bias variance error risk bound rate complexity
  generalization overfitting underfitting robustness stability convergence smoothness sparsity sharpness flatness linearity
  curvature geometry topology landscape dynamics dynamic regime limit threshold law principle hypothesis conjecture paradox
  tradeoff trade-off frontier gap forgetting collapse shift drift noise uncertainty distribution space manifold dimension
  rank spectrum eigenvalue eigenspace matrix norm distance divergence entropy hessian jacobian minimum minima optimum
  width depth size capacity expressivity identifiability interpretability fairness privacy symmetry invariance equivariance
  equilibrium regret data dataset feature label constraint condition covariate coefficient hyperparameter parameter
  equation perturbation example vulnerability diversity memorization out-of-distribution in-distribution
  budget cost speed time assumption guarantee behavior property science setting
  squashing starvation mystery inequality hardness`)

/** Heads of tasks: what a system is asked to do. Singular. */
export const TASK_HEADS = wordSet(`classification recognition detection segmentation translation summarization answering
  captioning retrieval ranking parsing tagging disambiguation resolution completion generation synthesis
  forecasting prediction recommendation localization tracking reconstruction restoration denoising deblurring inpainting
  super-resolution verification identification matching planning navigation manipulation diagnosis
  inference entailment understanding modeling simplification paraphrasing correction transcription
  task`)

/** Of these, the ones that never name a way of doing it: labels have no method that ends so, a paper's own ones included. Singular. */
export const TASK_NOUNS =
  wordSet(`answering captioning classification completion comprehension deblurring detection disambiguation extraction
  forecasting generation identification linking localization parsing recognition recommendation segmentation simplification
  summarization super-resolution tagging tracking translation typing understanding verification`)

/** Tails that add nothing to a name: "FAT techniques" is FAT, "lazy training regime" lazy training. Singular. */
export const LIGHT_TAILS =
  wordSet(`method technique approach algorithm framework procedure scheme strategy problem regime setting
  phenomenon model architecture paradigm baseline task dataset benchmark theory mechanism system layer module
  process effect condition assumption variant family counterpart description perspective formulation
  term tool library software`)

/** Heads of evaluation measures. Singular. */
export const METRIC_HEADS =
  wordSet(`accuracy precision recall f1 f-score f1-score score error-rate auc auroc bleu rouge perplexity
  map psnr ssim fid iou mse rmse mae`)
