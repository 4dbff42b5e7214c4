// Names everybody in the field knows: data sets, measures and tasks. Compared by `nameKey`, but for data sets.
import { nameKey } from '../../../../src/graph/names.ts'

/** Keys of names that commas or line ends part. */
export const keySet = (names: string): ReadonlySet<string> =>
  new Set(
    names
      .split(/[,\n]/)
      .map((name) => nameKey(name))
      .filter((key) => key !== ''),
  )

/** Letters and digits of a name. Data sets differ by the last letter: PACS is no PAC. */
export const lettersOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Data sets and benchmarks with data, as people write them. */
const DATA_NAMES =
  `MNIST, Fashion-MNIST, EMNIST, KMNIST, CIFAR, CIFAR-10, CIFAR10, CIFAR-100, CIFAR-10-C, CIFAR-100-C, SVHN,
  STL-10, ImageNet, ImageNet-1K, ImageNet-21K, ImageNet-C, ImageNet-R, ImageNet-A, Tiny ImageNet, TinyImageNet, mini-ImageNet,
  miniImageNet, ILSVRC, COCO, MS COCO, MS-COCO, PASCAL VOC, VOC, PASCAL-Context, PASCAL Context, Cityscapes, ADE20K, KITTI, nuScenes, Waymo, CelebA, CelebA-HQ, FFHQ, LSUN,
  Omniglot, Places365, iNaturalist, Caltech-101, Caltech-256, CUB-200, CUB, Stanford Cars, Oxford Pets, Flowers-102, Food-101, DTD,
  SUN397, EuroSAT, DomainNet, Office-31, Office-Home, PACS, WILDS, Waterbirds, ModelNet40, ShapeNet, ScanNet, S3DIS, Kinetics,
  UCF101, HMDB51, Something-Something, ActivityNet, LibriSpeech, TIMIT, Common Voice, VoxCeleb, AudioSet,
  GLUE, SuperGLUE, SQuAD, SQuAD 2.0, MNLI, MultiNLI, SNLI, QNLI, QQP, RTE, CoLA, SST-2, MRPC, WikiText, WikiText-2, WikiText-103,
  Penn Treebank, PTB, CTB, Chinese Treebank, enwik8, text8, One Billion Word, C4, The Pile, Pile, Common Crawl, OpenWebText, BookCorpus, RedPajama, LAMBADA,
  HellaSwag, WinoGrande, PIQA, ARC, BoolQ, MMLU, BIG-bench, GSM8K, MATH dataset, HumanEval, MBPP, TruthfulQA, Natural Questions,
  TriviaQA, HotpotQA, MS MARCO, CNN/DailyMail, XSum, CoNLL-2003, OntoNotes, Universal Dependencies, WMT14, WMT, IWSLT, Europarl,
  MovieLens, Netflix Prize, Amazon Reviews, Yelp, IMDB, AG News, 20 Newsgroups, Reuters, RCV1, DBpedia, Freebase, FB15k, WN18, WordNet,
  Cora, Citeseer, PubMed, OGB, ogbn-arxiv, QM9, ZINC, Reddit, PPI, MIMIC, MIMIC-III, CheXpert, ChestX-ray14, ISIC, BraTS,
  UCI, Adult, COMPAS, German Credit, Higgs, Atari, Atari 2600, ALE, Arcade Learning Environment, MuJoCo, OpenAI Gym, DeepMind Control, DeepMind Control Suite, Procgen, ProcGen, NetHack, StarCraft,
  D4RL, Meta-World, AlpacaEval, LAION, LAION-5B, VQA, VQAv2, GQA, Visual Genome, CLEVR, Flickr30k, Conceptual Captions,
  ATIS, ETTh1, M4, Wikipedia, PDEBench, JFT-300M, JFT, WebVision, Clothing1M, Criteo, NAS-Bench-101, NAS-Bench-201, Long Range Arena, DAVIS, YouTube-VOS, MPI Sintel, Sintel, NYUv2, Matterport3D, Set5, Set14, DIV2K, Urban100, BSD500,
  MultiWOZ, FrameNet, PropBank, VerbNet, BabelNet, ConceptNet, Wikidata, YAGO, CNN/Daily Mail, Gigaword, Multi30k, CoQA, QuAC, NewsQA, SearchQA, WebQuestions,
  SimpleQuestions, WikiSQL, STS-B, PersonaChat, Persona-Chat, DailyDialog, ROCStories, TACRED, DocRED, FewRel, ACE 2005, ACE2005, XNLI, XTREME, MLQA, TyDi QA,
  OpenSubtitles, ParaCrawl, FLORES, SuperNI, CommonsenseQA, OpenBookQA, StrategyQA, BIG-Bench Hard, MT-Bench, HaluEval, ToxiGen, CommonCrawl, mC4, BEIR, LVIS, AlfWorld, GTA5, SYNTHIA, V-COCO, HICO-DET, COCO-Stuff, GovReport,
  Market-1501, THUMOS14, Human3.6M, MiniF2F, RefinedWeb, DBLP, WebShop, ANIMAL-10N, Food-101N, Camelyon17, iWildCam`
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Data sets and benchmarks with data, by their letters. */
export const DATASETS: ReadonlySet<string> = new Set(DATA_NAMES.map(lettersOf))

const WRITTEN: ReadonlySet<string> = new Set(DATA_NAMES)

/** Whether a name is that of a known data set, capitals and all. */
export const isWrittenAsDataset = (name: string): boolean => WRITTEN.has(name)

/** Whether a name is that of a known data set; many are words in lower case. */
export const isDataset = (name: string): boolean => /\p{Lu}|\d/u.test(name) && DATASETS.has(lettersOf(name))

/** Evaluation measures. */
export const METRICS =
  keySet(`accuracy, top-1 accuracy, top-5 accuracy, test accuracy, classification accuracy, validation accuracy, adversarial accuracy,
  robust accuracy, balanced accuracy, worst-group accuracy, average accuracy, certified accuracy, perplexity, F1, F1 score, F1-score, F-score, F-measure,
  micro-F1, macro-F1, precision, recall, mean average precision, average precision, mAP, AUC, AUROC, AUPRC, ROC curve, area under the curve, BLEU, BLEU score,
  ROUGE, ROUGE score, METEOR, CIDEr, BERTScore, chrF, TER, WER, word error rate, character error rate, equal error rate, error rate, EER, IoU, mIoU, mean intersection over union,
  Dice, Dice score, Dice coefficient, PSNR, SSIM, LPIPS, FID, FID score, Frechet inception distance, Inception score, MSE, mean squared error, mean square error,
  percentage, METEOR score, RMSE, root mean square error, root mean squared error, MAE, mean absolute error, R2 score, NDCG, MRR, mean reciprocal rank, hit rate, Hits@10, Recall@1, pass@1,
  expected calibration error, ECE, Brier score, negative log-likelihood, bits per character, bits per dimension, UAS, LAS, exact match, win rate, FLOPs, Matthews correlation coefficient,
  Spearman correlation, Pearson correlation, Cohen's kappa, C-index, intersection over union, human evaluation, residual error, mean opinion score, FPS, frames per second`)

/** Tasks. */
export const TASKS =
  keySet(`classification, regression, image classification, object detection, semantic segmentation, instance segmentation, panoptic segmentation,
  image segmentation, medical image segmentation, image generation, text-to-image generation, image synthesis, image captioning, image retrieval, image restoration,
  image denoising, image super-resolution, super-resolution, image inpainting, image-to-image translation, style transfer, face recognition, face verification, action recognition,
  pose estimation, human pose estimation, depth estimation, optical flow estimation, visual question answering, question answering, machine translation,
  neural machine translation, text classification, sentiment analysis, sentiment classification, natural language inference, textual entailment, named entity recognition, relation extraction,
  part-of-speech tagging, dependency parsing, constituency parsing, semantic parsing, semantic role labeling, coreference resolution, word sense disambiguation, entity linking,
  summarization, text summarization, abstractive summarization, text generation, language generation, natural language generation, dialogue generation, language modeling, language modelling, reading comprehension,
  speech recognition, automatic speech recognition, speech synthesis, text-to-speech, speaker verification, machine reading comprehension, information retrieval, document retrieval,
  recommendation, link prediction, node classification, graph classification, knowledge graph completion, community detection, anomaly detection, outlier detection, out-of-distribution detection, OOD detection, novelty detection,
  time series forecasting, time series classification, weather forecasting, few-shot classification, few-shot image classification, zero-shot classification, domain adaptation, domain generalization, hyperparameter tuning, hyperparameter optimization,
  neural architecture search, model selection, program synthesis, code generation, theorem proving, fake news detection, hate speech detection, machine unlearning, point cloud classification, 3D object detection,
  3D reconstruction, novel view synthesis, video generation, video classification, video prediction, object tracking, multi-object tracking, robotic manipulation, autonomous driving, drug discovery, molecule generation, protein structure prediction, tabular classification,
  binary classification, multi-class classification, multi-label classification, adversarial classification, density estimation, survival analysis, matrix completion, phase retrieval, compressed sensing, topology optimization, conditional generation,
  sequence labeling, sequence tagging, information extraction, open information extraction, response generation, question generation, keyphrase extraction, keyphrase generation,
  event extraction, event detection, intent detection, slot filling, aspect-based sentiment analysis, aspect term extraction, stance detection, emotion recognition, opinion mining, argument mining,
  text simplification, sentence simplification, grammatical error correction, word segmentation, lexical substitution, bilingual lexicon induction, relation classification, entity typing, entity resolution, entity alignment,
  multi-document summarization, extractive summarization, dialogue state tracking, dialog state tracking, speech translation, simultaneous translation, multilingual machine translation, multilingual neural machine translation,
  unsupervised machine translation, unsupervised neural machine translation, low-resource neural machine translation, cross-lingual information retrieval, open-domain question answering, multi-hop question answering, knowledge base question answering,
  textual question answering, conversational question answering, story generation, paraphrase generation, table-to-text generation, data-to-text generation, text-to-SQL, aspect-level sentiment classification, nested named entity recognition, sarcasm detection,
  multi-label text classification, document classification, node regression, node clustering, image matting, video captioning, video question answering, visual dialog, referring expression comprehension, scene graph generation,
  person re-identification, crowd counting, saliency detection, lane detection, facial expression recognition, gesture recognition, gaze estimation, camera pose estimation, visual localization, point cloud registration, point cloud segmentation,
  vision-and-language navigation, recognizing textual entailment, face anti-spoofing, re-identification, vehicle re-identification, semantic textual similarity, open set recognition`)

/** Concepts whose head is that of a method: double descent is no descent. */
export const CONCEPTS =
  keySet(`double descent, deep double descent, epoch-wise double descent, model-wise double descent, multiple descent, triple descent, gradient flow, neural collapse,
  mode collapse, feature collapse, hyperparameter, ground truth, causal reasoning, power law, scaling law, loss landscape, search space, latent space, inductive bias, implicit bias, implicit regularization, spectral bias, simplicity bias,
  curse of dimensionality, catastrophic forgetting, benign overfitting, catastrophic overfitting, lottery ticket hypothesis, partial differential equation, ordinary differential equation, differential equation,
  stochastic differential equation, PDE, ODE, SDE, out-of-distribution, in-distribution, out-of-distribution generalization, inverse problem, bilevel optimization problem, optimization problem, machine learning, deep learning, supervised learning, unsupervised learning, self-supervised learning, semi-supervised learning, weakly supervised learning,
  continual learning, lifelong learning, transfer learning, representation learning, meta-learning, federated learning, online learning, active learning, multi-task learning, feature learning, in-context learning, few-shot learning, zero-shot learning, lazy training, overparameterization, over-smoothing, over-squashing, grokking, gradient starvation, emergent ability, edge of stability, double descent curve,
  reproducing kernel Hilbert space, Hilbert space, evidence lower bound, privacy risk, empirical risk,
  lottery ticket, weight space, representation collapse, posterior collapse, rank collapse, vanishing gradient, exploding gradient, label noise, covariate shift, Twitter, Facebook, YouTube, social media, distribution shift, concept drift, domain shift, word embedding, multimodal learning, value function, action-value function, state space, action space, hypothesis space, learning rate, batch size, random variable,
  natural language processing, NLP, computer vision, part of speech, out-of-vocabulary, RGB, RGB-D, EEG, MEG, fMRI, MRI, VC dimension, PAC, function approximation,
  knowledge base, social network, Markov decision process, partially observable Markov decision process`)

/** Methods whose name sounds like a concept or a task. */
export const METHODS =
  keySet(`fine-tuning, pre-training, pruning, quantization, knowledge distillation, distillation, dropout, weight decay, early stopping, data augmentation, gradient descent, stochastic gradient descent,
  batch normalization, layer normalization, regularization, adversarial training, self-training, co-training, bootstrapping, boosting, bagging, attention, self-attention, multi-head attention, beam search, cross-validation,
  transformer, neural network, deep neural network, convolutional neural network, recurrent neural network, graph neural network, variational inference, Bayesian inference, Bayesian optimization, maximum likelihood estimation, expectation maximization,
  empirical risk minimization, reinforcement learning, deep reinforcement learning, imitation learning, contrastive learning, instruction tuning, prompt tuning, prompting, back-translation, byte pair encoding, beam search decoding, gradient clipping, retrieval-augmented generation,
  language model, large language model, pre-trained language model, masked language model, neural language model, generative model, foundation model,
  linear regression, logistic regression, ridge regression, principal component analysis, random search, grid search, curriculum learning, negative sampling, teacher forcing, scheduled sampling, parameter sharing, mixed-precision training,
  policy gradient, actor-critic, Q-learning, value iteration, policy iteration, Thompson sampling, upper confidence bound, spectral clustering, hierarchical clustering, decision tree, random forest,
  lasso, sparse coding, variance reduction, nearest neighbor, k-nearest neighbor, kernel method, topic model, conditional random field, support vector machine, hidden Markov model, importance sampling`)

/** Fields of study: so wide that a paper which only stands in one is not about it. */
export const FIELDS_OF_STUDY =
  keySet(`machine learning, deep learning, artificial intelligence, AI, ML, computer vision, natural language processing, NLP, statistics, data science,
  computer science, mathematics, physics, neuroscience, robotics, economics, finance, biology, chemistry, medicine, engineering, science, healthcare, optimization theory, signal processing,
  information theory, image processing, computer graphics, statistical learning, computational linguistics, data mining, speech processing, scientific computing`)

/** Languages: what papers speak of and no method. */
export const LANGUAGES =
  keySet(`English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Icelandic, Polish, Czech, Slovak, Russian,
  Ukrainian, Bulgarian, Serbian, Croatian, Greek, Turkish, Arabic, Hebrew, Persian, Farsi, Urdu, Hindi, Bengali, Tamil, Telugu, Marathi, Gujarati, Nepali, Sanskrit, Chinese,
  Mandarin, Cantonese, Japanese, Korean, Vietnamese, Thai, Indonesian, Malay, Tagalog, Swahili, Yoruba, Amharic, Hausa, Latin, Catalan, Basque, Romanian, Hungarian, Estonian, Latvian, Lithuanian`)
