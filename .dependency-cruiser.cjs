/**
 * Who may know whom. The prose is in docs/architecture.md; test/architecture/ plants one violation of each rule and
 * expects it to be reported, so a pattern that stopped matching does not go unnoticed.
 */
const SERVICE = '(registry|milestones|funding|alerts|dashboards)'
const IN_A_SERVICE = `^apps/${SERVICE}/src/`
const ROLES =
  'controller|consumer|projection|repository|entity|module|config|migration|guard|filter|adapter|worker|command|decorator'
const SPEC = '\\.spec\\.tsx?$'
/** Scenes and stand-ins that specs share; like a spec they may touch what they need, and nothing else may import them. */
const SHARED_BY_SPECS = '\\.features\\.ts$|/fixtures/'
const TEST = `${SPEC}|${SHARED_BY_SPECS}`
const NOT_PURE = `\\.(${ROLES}|dto)\\.ts$|/(main|index)\\.ts$|${TEST}`
const packages = (names) => `(^|node_modules/)(${names})(/|$)`
const FRAMEWORK = packages('@nestjs/[^/]+|typeorm|pg|kafkajs|pino')
/** The parts of Node that compute and reach nothing outside; time and randomness are searched for in the sources. */
const CALCULATING_BUILTINS = '^(node:)?(assert|buffer|crypto|path|querystring|string_decoder|url|util)(/|$)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-app-imports-an-app',
      comment:
        'Services share events and HTTP, not code. Only the standalone app, which runs them all, and the operations, which check and rebuild what they keep, may import them.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|operations)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'standalone-enters-services-by-index',
      comment: 'The standalone app and the operations see the five services through their public face.',
      severity: 'error',
      from: { path: '^apps/(standalone|operations)/' },
      to: { path: '^apps/', pathNot: `^apps/$1/|^apps/${SERVICE}/src/index\\.ts$` },
    },
    {
      name: 'tests-enter-apps-by-index',
      comment: 'A test that belongs to no single service sees a service as other programs do.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^apps/', pathNot: '^apps/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'no-lib-imports-an-app',
      comment: 'Libraries are below the services.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-are-entered-by-index',
      comment: 'Import @zhuji/<library>; what its index does not export is not for you.',
      severity: 'error',
      from: { path: '^(?:apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: '^libs/$1/|^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'kernel-imports-nothing',
      comment: 'The kernel is plain calculation: no package, no library, not even Node.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: SPEC },
      to: { pathNot: '^libs/kernel/src/' },
    },
    {
      name: 'contracts-import-kernel-and-zod',
      comment: 'The published events depend on the kernel and the schema library only.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: SPEC },
      to: { pathNot: `^libs/contracts/src/|^libs/kernel/src/index\\.ts$|${packages('zod')}` },
    },
    {
      name: 'figures-calculate-only',
      comment: 'A figure follows from its inputs and the words of the system alone: services share it.',
      severity: 'error',
      from: { path: '^libs/figures/', pathNot: TEST },
      to: { pathNot: '^libs/figures/src/|^libs/(kernel|contracts)/src/index\\.ts$' },
    },
    {
      name: 'client-is-plain-node',
      comment:
        'Whoever talks to the services over HTTP loads the client alone: the words of the system and Node, no framework.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: TEST },
      to: { pathNot: '^libs/client/src/|^libs/(kernel|contracts)/src/index\\.ts$', dependencyTypesNot: ['core'] },
    },
    {
      name: 'kafkajs-only-in-messaging',
      comment:
        'One place knows the broker client; everybody else talks to the bus. Tests of the broker and the bus ask it directly.',
      severity: 'error',
      from: { pathNot: '^libs/(messaging|testing)/|^test/bus/|node_modules/' },
      to: { path: packages('kafkajs') },
    },
    {
      name: 'console-talks-http-only',
      comment: 'The console shares the vocabulary of the contracts and nothing else with the services.',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^(apps|libs|test)/', pathNot: '^apps/console/|^libs/contracts/src/index\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is left over.',
      severity: 'error',
      from: { orphan: true, pathNot: `/(main|index)\\.ts$|${SPEC}|\\.d\\.ts$|\\.config\\.[cm]?[jt]s$` },
      to: {},
    },
    {
      name: 'no-unreached-files',
      comment:
        'What neither main, index nor a command reaches never runs, however well its own test does: subscribe it or delete it.',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src/((index|main)\\.ts|.*\\.command\\.ts)$' },
      to: {
        path: '^(apps|libs)/[^/]+/src/.*\\.ts$',
        pathNot: `${TEST}|/src/(index|main)\\.ts$|\\.(command|d)\\.ts$|^apps/console/`,
        reachable: false,
      },
    },
    {
      name: 'pure-files-know-no-framework',
      comment: `A file without a role suffix (${ROLES}) decides and calculates; it takes what it needs as arguments.`,
      severity: 'error',
      from: { path: IN_A_SERVICE, pathNot: NOT_PURE },
      to: { path: FRAMEWORK },
    },
    {
      name: 'pure-files-touch-no-system',
      comment: 'A file without a role suffix reads no file, opens no socket and starts no process.',
      severity: 'error',
      from: { path: IN_A_SERVICE, pathNot: NOT_PURE },
      to: { dependencyTypes: ['core'], pathNot: CALCULATING_BUILTINS },
    },
    {
      name: 'pure-files-import-pure-files',
      comment: 'A rule that calls a repository or a controller is not pure; a type of theirs is allowed.',
      severity: 'error',
      from: { path: IN_A_SERVICE, pathNot: NOT_PURE },
      to: { path: `^apps/.*\\.(${ROLES})\\.ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'transfer-objects-describe-only',
      comment:
        'A .dto.ts file describes a request or an answer: validation and API documentation, no storage, no transport.',
      severity: 'error',
      from: { path: '\\.dto\\.ts$' },
      to: { path: packages('@nestjs/(?!swagger(?:/|$))[^/]+|typeorm|pg|kafkajs|pino') },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'Template databases, test brokers and what specs share do not ship.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `^libs/testing/|${TEST}` },
      to: { path: `^libs/testing/|^(apps|libs)/.*(${SHARED_BY_SPECS})` },
    },
    {
      name: 'no-development-packages-in-services',
      comment: 'A production image is installed without devDependencies; move the package to dependencies or drop it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `^libs/testing/|^apps/console/|${TEST}` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere would slip past every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Ours only: most packages keep their code in a dist folder too, and must stay visible to the rules.
    exclude: { path: ['^(dist|coverage|\\.data)/', '^(apps|libs)/[^/]+/dist/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
