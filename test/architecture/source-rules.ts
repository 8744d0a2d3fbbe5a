import ts from 'typescript'

/**
 * The rules of the house that neither dependency-cruiser nor the linter can express, read from the syntax tree. Words in
 * comments and strings are therefore no violations.
 */
export interface Violation {
  readonly rule:
    | 'pure-files-know-no-clock'
    | 'pure-files-know-no-chance'
    | 'three-parameters'
    | 'no-sum-across-a-wait'
    | 'known-test-suffix'
  readonly file: string
  readonly line: number
  readonly sentence: string
}

const SERVICE = /^apps\/(registry|milestones|funding|alerts|dashboards)\/src\//
const PURE_LIBRARY = /^libs\/(kernel|contracts|figures)\/src\//
const ROLE =
  /\.(controller|consumer|projection|repository|entity|module|config|migration|guard|filter|adapter|worker|command|decorator|dto)\.ts$|\/(main|index)\.ts$/
const SPEC = /\.spec\.tsx?$/
/** Scenes and stand-ins that specs share; they are parts of specs and may make up ids. */
const SHARED_BY_SPECS = /\.features\.ts$|\/fixtures\//
/** The name, then nothing or one of the three kinds that may touch something outside the process. */
const KNOWN_SPEC = /\/[a-z0-9-]+(\.[a-z-]+)?(\.(int|component|journey|system))?\.spec\.tsx?$/
const PARAMETERS_MAX = 3

/** A file that decides and calculates: time, ids and chance are handed to it. */
export function isPure(file: string): boolean {
  if (SPEC.test(file) || SHARED_BY_SPECS.test(file)) return false
  return PURE_LIBRARY.test(file) || (SERVICE.test(file) && !ROLE.test(file))
}

/** All violations of one source file; `file` is its path from the root, with forward slashes. */
export function violationsIn(file: string, text: string): Violation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
  const found: Violation[] = []
  const visit = (node: ts.Node) => {
    const broken = brokenRule(node, isPure(file))
    if (broken) found.push({ ...broken, file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
    ts.forEachChild(node, visit)
  }
  visit(source)
  if (SPEC.test(file) && !KNOWN_SPEC.test(file)) {
    const sentence = 'a test is .spec.ts, .int.spec.ts, .component.spec.ts, .journey.spec.ts or .system.spec.ts'
    found.push({ rule: 'known-test-suffix', file, line: 1, sentence })
  }
  return found
}

type BrokenRule = Pick<Violation, 'rule' | 'sentence'>

function brokenRule(node: ts.Node, pure: boolean): BrokenRule | undefined {
  return tooManyParameters(node) ?? sumAcrossAWait(node) ?? (pure ? (clock(node) ?? chance(node)) : undefined)
}

/**
 * Constructors are left out, and a module's factories: there Nest hands over the collaborators, one for each, and a
 * factory takes them in the order of its `inject`.
 */
function tooManyParameters(node: ts.Node): BrokenRule | undefined {
  if (!ts.isFunctionLike(node) || ts.isConstructorDeclaration(node) || !('body' in node) || !node.body) return undefined
  const taken = node.parameters.filter((parameter) => parameter.name.getText() !== 'this').length
  if (taken <= PARAMETERS_MAX || isNestRoute(node) || isNestFactory(node)) return undefined
  const name = node.name?.getText() ?? 'a function'
  return {
    rule: 'three-parameters',
    sentence: `${name} takes ${taken} parameters; ${PARAMETERS_MAX} are allowed, name the rest in one object`,
  }
}

/** A route handler whose every parameter is decorated (`@Param()`, `@Body()`) names its parts of the request one by one. */
function isNestRoute(node: ts.SignatureDeclaration): boolean {
  return ts.isMethodDeclaration(node) && node.parameters.every((parameter) => ts.getDecorators(parameter)?.length)
}

function isNestFactory(node: ts.SignatureDeclaration): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name.getText() === 'useFactory'
}

/** `sum += await next()` reads the sum before it waits: whatever others add meanwhile is lost. */
function sumAcrossAWait(node: ts.Node): BrokenRule | undefined {
  if (!ts.isBinaryExpression(node) || !/^[-+*/%&|^]=$/.test(node.operatorToken.getText())) return undefined
  if (!waits(node.right)) return undefined
  return { rule: 'no-sum-across-a-wait', sentence: `${node.left.getText()} is read before the wait; wait first` }
}

function waits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false
  return ts.isAwaitExpression(node) || (ts.forEachChild(node, (child) => waits(child) || undefined) ?? false)
}

function clock(node: ts.Node): BrokenRule | undefined {
  const now = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length
  const called = ts.isCallExpression(node) ? node.expression.getText() : ''
  if (!now && !/^(Date|(globalThis\.)?Date\.now|performance\.now|process\.hrtime(\.bigint)?)$/.test(called))
    return undefined
  return {
    rule: 'pure-files-know-no-clock',
    sentence: `${node.getText()} reads the clock; take the instant as an argument`,
  }
}

function chance(node: ts.Node): BrokenRule | undefined {
  if (ts.isImportDeclaration(node) && /^['"]uuid['"]$/.test(node.moduleSpecifier.getText())) {
    return { rule: 'pure-files-know-no-chance', sentence: 'uuid makes up ids; take the id as an argument' }
  }
  const called = ts.isCallExpression(node) ? node.expression.getText() : ''
  if (!/^Math\.random$|(^|\.)(randomUUID|randomBytes|randomInt|getRandomValues)$/.test(called)) return undefined
  return { rule: 'pure-files-know-no-chance', sentence: `${called} is chance; take its outcome as an argument` }
}
