// Proper words: names of people, peoples and places inside names of things. They keep their capital: "Euclidean space".
import { remembered } from '../../src/graph/remembered.ts'

const EPONYMS = new Set(
  `abel abelian african american arabic archimedean armijo asian banach barzilai bayes bayesian bellman bernoulli bernstein berry bessel
  birkhoff boltzmann boolean borel borwein bregman brier brownian buckingham burgers caputo carlo cartesian cauchy chebyshev cheeger
  chernoff chinese cholesky clifford cohen cournot cox cramer czech danish dantzig darcy delaunay dirac dirichlet doeblin dutch
  egyptian einstein english epanechnikov erdos esseen estonian euclid euclidean euler eulerian european fenchel finnish fisher fokker
  fourier frechet fredholm french frobenius galerkin galois gauss gaussian german gibbs gini girsanov grassmann grassmannian
  greek haar hastings hadamard hamming hausdorff hebbian hebrew hellinger helmholtz hermite hermitian hilbert hindi hoeffding
  hopfield huber hungarian hutchinson indian indonesian ising ito italian ivanov japanese jeffreys jensen kaczmarz kalman kantorovich
  kolmogorov korean krylov kullback lagrange lanczos langevin laplace latin lebesgue legendre leibler leibniz levenberg
  levy lipschitz lloyd lorentz lorentzian lyapunov mahalanobis mandarin markov markovian marquardt martin matern maxwell mercer metropolis
  minkowski mongolian monte moore moreau nadaraya nash navier nesterov newton newtonian neyman neumann noether nystrom ollivier ornstein
  ostrogradski pareto parseval parzen pearson penrose persian petri plackett planck platt poincare poisson pontryagin portuguese
  rademacher rao rayleigh renyi ricci richardson riemann riemannian ritz robbins romanian runge rosenblatt russian sanskrit schatten
  schrodinger schur shannon shapley sinkhorn skorokhod sobolev spanish spearman stackelberg stein stiefel stirling stokes sturm
  swedish sylvester taylor thai thompson tikhonov toeplitz tucker turing turkish twitter uhlenbeck ukrainian urdu vandermonde vapnik
  vietnamese viterbi volterra voronoi wald wasserstein watson weibull weierstrass welsh wiener wigner wikipedia winograd wolfe yule zipf`.split(
    /\s+/,
  ),
)

/** Whether a word is written with a capital wherever it stands; accents and the genitive do not matter. */
export const isProperWord: (word: string) => boolean = remembered(50_000, (word) =>
  EPONYMS.has(
    word
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/['\u2019]s$/, ''),
  ),
)
