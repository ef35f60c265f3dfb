import jsonLogic from 'json-logic-js'
import { Fault, RuleError, type Place } from '../errors.ts'
import { readPath } from '../facts.ts'
import { operators } from '../operators/index.ts'
import type { AnyRun, Operator } from '../operators/operator.ts'
import { argPath, located, lookupKey, readLookup, spend, type Run } from '../run.ts'
import { toList, typeFault, type Value } from '../values.ts'
import { BIND, ELEMENTS, PREFIX, type Logic, type Prepared, type Source } from './prepare.ts'

/** One node as it was computed. */
export interface Step {
  readonly source: Source
  readonly args: readonly Step[]
  readonly value: Value
}

/** The parts of json-logic-js that its own recursion goes through, and that are replaced while it explains. */
interface Engine {
  apply: (logic: unknown, data: unknown) => unknown
  truthy: (value: unknown) => boolean
  add_operation: (name: string, code: (this: unknown, ...args: Value[]) => Value) => void
}

interface Frame {
  readonly source: Source
  readonly data: Value
  readonly args: Step[]
}

interface Session {
  readonly prepared: Prepared
  readonly run: Run
  readonly place: Omit<Place, 'path'>
  readonly frames: Frame[]
}

/** Engine whose `apply` and `truthy` are the dialect's only during a call; its operators have names of their own. */
const engine = jsonLogic as unknown as Engine
const standard = { apply: engine.apply, truthy: engine.truthy }
let session: Session | null = null

for (const operator of Object.values(operators)) {
  if (operator.run !== undefined) engine.add_operation(PREFIX + operator.name, eager(operator))
}
engine.add_operation(`${PREFIX}var`, variable)
engine.add_operation(`${PREFIX}lookup`, lookup)
engine.add_operation(ELEMENTS, elements)
engine.add_operation(BIND, bind)
engine.add_operation(`${PREFIX}let`, (...args) => args.at(-1) as Value)
engine.add_operation(`${PREFIX}local`, local)

/** Computes prepared logic by json-logic-js and records every step. Throws `RuleError`, located. */
export function explainLogic(
  prepared: Prepared,
  facts: Value,
  { run, place }: Pick<Session, 'run' | 'place'>
): Step {
  const root: Frame = { source: { path: '', op: 'root', cost: 0 }, data: facts, args: [] }
  const outer = session
  session = { prepared, run, place, frames: [root] }
  engine.apply = apply
  engine.truthy = condition
  try {
    engine.apply(prepared.logic, facts)
    return root.args[0] as Step
  } finally {
    session = outer
    if (outer === null) Object.assign(engine, standard)
  }
}

function active(): Session {
  if (session === null) throw new Error('No explanation is running')
  return session
}

function top({ frames }: Session): Frame {
  return frames[frames.length - 1] as Frame
}

/** Stands in front of json-logic-js's recursion: records the step, counts it and locates its errors. */
function apply(logic: unknown, data: unknown): unknown {
  const current = active()
  const source = current.prepared.sources.get(logic as Logic)
  if (source === undefined) return standard.apply.call(engine, logic, data)
  const parent = top(current)
  if (source.literal !== undefined) {
    parent.args.push({ source, args: [], value: source.literal.value })
    return source.literal.value
  }
  const frame: Frame = { source, data: data as Value, args: [] }
  current.frames.push(frame)
  try {
    spend(current.run, source.cost)
    const value = standard.apply.call(engine, logic, data) as Value
    parent.args.push({ source, args: frame.args, value })
    return value
  } catch (error) {
    throw located(error, { ...current.place, path: faultPath(source, error) })
  } finally {
    current.frames.pop()
  }
}

function faultPath({ path, op }: Source, error: unknown): string {
  const arg = error instanceof Fault ? error.arg : undefined
  return arg === undefined ? path : argPath(path, op, arg)
}

/** Conditions are booleans; the one tested is what the operator in charge computed last. */
function condition(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  const current = active()
  const path = top(current).args.at(-1)?.source.path ?? top(current).source.path
  const { code, message } = typeFault('sim ou não', value)
  throw new RuleError(code, { ...current.place, path }, message)
}

function eager(operator: Operator): (...args: Value[]) => Value {
  const call = operator.run as unknown as AnyRun
  return (...args) => {
    const value = call(...args)
    if (operator.weight !== undefined) spend(active().run, operator.weight(value, args))
    return value
  }
}

function variable(): Value {
  const { source, data } = top(active())
  const { segments, reader } = source.read ?? { segments: [], reader: null }
  const value = readPath(data, segments)
  return reader === null ? value : reader(value)
}

function bind(...args: Value[]): Value {
  const [slot, value] = args as [number, Value]
  active().run.locals[slot] = value
  return value
}

function local(): Value {
  const current = active()
  return current.run.locals[top(current).source.slot as number] as Value
}

function lookup(...args: Value[]): Value {
  const [prefix, rest] = args as [Value, Value]
  const key = args.length === 1 ? (prefix as string) : lookupKey(prefix, rest)
  return readLookup(active().run.lookups, key)
}

function elements(value: Value): Value {
  const list = toList(value, 0)
  spend(active().run, list.length)
  return list
}
