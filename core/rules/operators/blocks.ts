import type { Dec } from '#core/money/index'
import { Fault } from '../errors.ts'
import { isObject, nameOf, toDec, toList, type Value } from '../values.ts'

/** One tariff bracket per economy: m³ above `over` up to and including `to`, each at `price`. */
export interface Block {
  readonly over: Dec
  /** Null in the last bracket, when it has no end. */
  readonly to: Dec | null
  readonly price: Dec
}

/** Brackets that were read before; only deep-frozen lists, whose content cannot change behind the memory's back. */
const known = new WeakMap<readonly Value[], readonly Block[]>()

/**
 * Reads a list of `{over, to, price}` (other fields are ignored): it starts at 0, each bracket starts where the one before
 * ends, and only the last may have no end. Throws E_RULES_ARGUMENT or E_RULES_TYPE.
 */
export function readBlocks(value: Value, arg: number): readonly Block[] {
  const list = toList(value, arg)
  const remembered = known.get(list)
  if (remembered !== undefined) return remembered
  if (list.length === 0) throw new Fault('E_RULES_ARGUMENT', 'não há nenhuma faixa', arg)
  const blocks: Block[] = []
  for (const [index, element] of list.entries()) {
    blocks.push(readBlock(element, blocks.at(-1), { index, arg }))
  }
  if (Object.isFrozen(list) && list.every((block) => Object.isFrozen(block)))
    known.set(list, blocks)
  return blocks
}

interface Position {
  readonly index: number
  readonly arg: number
}

function readBlock(element: Value, previous: Block | undefined, position: Position): Block {
  if (!isObject(element)) throw refuse(position, `era esperado um objeto, veio ${nameOf(element)}`)
  const over = readField(element, 'over', position)
  const price = readField(element, 'price', position)
  const to =
    Object.hasOwn(element, 'to') && element.to === null ? null : readField(element, 'to', position)
  if (previous?.to === null) throw refuse(position, 'a faixa anterior não tem fim')
  const start = previous?.to
  if (start === undefined ? !over.isZero() : !over.eq(start)) {
    throw refuse(position, `começa em ${over}, devia começar em ${start ?? 0}`)
  }
  if (to !== null && to.lte(over)) throw refuse(position, `termina em ${to}, antes de começar`)
  if (price.isNegative()) throw refuse(position, `o preço ${price} é negativo`)
  return { over, to, price }
}

function readField(
  block: { readonly [name: string]: Value },
  name: string,
  position: Position
): Dec {
  if (!Object.hasOwn(block, name)) throw refuse(position, `falta o campo "${name}"`)
  try {
    return toDec(block[name] as Value)
  } catch (error) {
    if (error instanceof Fault) throw refuse(position, `campo "${name}": ${error.message}`)
    throw error
  }
}

function refuse({ index, arg }: Position, detail: string): Fault {
  return new Fault('E_RULES_ARGUMENT', `faixa ${index + 1}: ${detail}`, arg)
}
