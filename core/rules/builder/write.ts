import type { Expression } from '../types.ts'
import type { Condition, Value } from './types.ts'

/** The JSON of a condition. */
export function writeCondition(node: Condition): Expression {
  switch (node.kind) {
    case 'always':
      return true
    case 'never':
      return false
    case 'group':
      return { [node.op]: node.items.map(writeCondition) }
    case 'not':
      return { '!': [writeCondition(node.item)] }
    case 'compare':
      return { [node.op]: [writeValue(node.left), writeValue(node.right)] }
    case 'between':
      return { [node.op]: node.parts.map(writeValue) }
    case 'empty':
      return { is_null: [writeValue(node.value)] }
    case 'filled':
      return { '!': [{ is_null: [writeValue(node.value)] }] }
    case 'flag':
      return node.expected ? { var: [node.path] } : { '!': [{ var: [node.path] }] }
    case 'value':
      return writeValue(node.value)
    case 'fragment':
      return node.expression
  }
}

/** The JSON of a value. */
export function writeValue(node: Value): Expression {
  switch (node.kind) {
    case 'constant':
      return node.value
    case 'list':
      return node.isLiteral ? { literal: [node.items] } : node.items
    case 'fact':
      return { var: [node.path] }
    case 'call':
      return { [node.op]: node.args.map(writeValue) }
    case 'if': {
      const cases = node.cases.flatMap(({ when, then }) => [writeCondition(when), writeValue(then)])
      return { if: [...cases, writeValue(node.otherwise)] }
    }
    case 'object':
      return { object: node.fields.flatMap(({ name, value }) => [name, writeValue(value)]) }
    case 'blocks':
      return { literal: [node.rows] }
    case 'condition':
      return writeCondition(node.condition)
    case 'kept':
      return { [node.op]: [writeValue(node.list), writeCondition(node.item)] }
    case 'each': {
      const start = node.start === undefined ? [] : [writeValue(node.start)]
      return { [node.op]: [writeValue(node.list), writeValue(node.item), ...start] }
    }
    case 'fragment':
      return node.expression
  }
}
