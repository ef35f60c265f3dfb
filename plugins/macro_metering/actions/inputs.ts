import vine from '@vinejs/vine'

/** m³ as decimal text, up to thousandths; a number of JSON is taken by its text. */
export const cubicMetres = () =>
  vine
    .string()
    .parse((value) => (typeof value === 'number' ? String(value) : value))
    .regex(/^\d{1,12}(\.\d{1,3})?$/)
