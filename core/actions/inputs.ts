import vine from '@vinejs/vine'
import { civilDate, isCivilDate, isRefMonth, refMonth } from '#core/calendar/index'

const existingDay = vine.createRule((value, _, field) => {
  if (!isCivilDate(value)) field.report('Escreva uma data válida.', 'civilDate', field)
})

/** `AAAA-MM-DD`, a day that exists. */
export const civilDay = () => vine.string().use(existingDay()).transform(civilDate)

const existingMonth = vine.createRule((value, _, field) => {
  if (!isRefMonth(value)) field.report('Escreva o mês de referência.', 'refMonth', field)
})

/** `AAAA-MM`, a month that exists. */
export const referenceMonth = () => vine.string().use(existingMonth()).transform(refMonth)

/** The id of a row, as forms and JSON give it. */
export const rowId = () => vine.number().withoutDecimals().positive()
