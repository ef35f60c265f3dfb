import { type JsonSchema, builder } from '#core/rules/index'

/** A rule's expression in one line, in the words of the Studio: `Consumo medido × 2`. */
export function expressionText(
  expression: unknown,
  facts: JsonSchema = {},
  info: builder.FieldInfo | null = null
): string {
  return builder.plainText(builder.valuePieces(builder.readValue(expression, ''), facts, { info }))
}

/** A rule's condition in one line: `Categoria é igual a Residencial e Consumo é maior que 10 m³`. */
export const conditionText = (condition: unknown, facts: JsonSchema = {}): string =>
  builder.plainText(builder.conditionPieces(builder.readCondition(condition, ''), facts))
