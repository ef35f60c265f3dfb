/** Highest number that still falls in the test ranges. */
const MAX_SERIAL = 999_999

function digits(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial > MAX_SERIAL) {
    throw new RangeError(`Serial ${serial} is outside the test range 0–${MAX_SERIAL}`)
  }
  return String(serial).padStart(6, '0')
}

function mod11(text: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}

const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i)

/** A CPF with true check digits, recognisable as a test number: `000.nnn.nnn-dd`. */
export function testCpf(serial: number): string {
  const base = `000${digits(serial)}`
  const first = mod11(base, down(10, 2))
  return `${base}${first}${mod11(`${base}${first}`, down(11, 2))}`
}

/** A CNPJ with true check digits in a range that was never issued: `99.nnn.nnn/0001-dd`. */
export function testCnpj(serial: number): string {
  const base = `99${digits(serial)}0001`
  const first = mod11(base, [5, 4, 3, 2, ...down(9, 2)])
  return `${base}${first}${mod11(`${base}${first}`, [6, 5, 4, 3, 2, ...down(9, 2)])}`
}

/** A CNPJ with letters, as issued since July 2026, that says itself that it is a test: `9Z.nnn.nnn/TEST-dd`. */
export function testAlphanumericCnpj(serial: number): string {
  const values = [...`9Z${digits(serial)}TEST`].map((letter) => letter.charCodeAt(0) - 48)
  const digit = (list: readonly number[], weights: readonly number[]) => {
    const rest = list.reduce((sum, value, index) => sum + value * weights[index]!, 0) % 11
    return rest < 2 ? 0 : 11 - rest
  }
  const first = digit(values, [5, 4, 3, 2, ...down(9, 2)])
  const second = digit([...values, first], [6, 5, 4, 3, 2, ...down(9, 2)])
  return `9Z${digits(serial)}TEST${first}${second}`
}

/** A mobile telephone in a prefix that no operator uses: (65) 90000-nnnn. */
export const testPhone = (serial: number) => `6590000${String(serial % 10_000).padStart(4, '0')}`

/** A NIS with its true check digit in a range that was never given: `000nnnnnnnd`. */
export function testProgrammeNumber(serial: number): string {
  const base = `000${String(serial).padStart(7, '0')}`
  const rest = [...base].reduce((sum, digit, index) => sum + Number(digit) * NIS[index]!, 0) % 11
  return `${base}${rest < 2 ? 0 : 11 - rest}`
}

const NIS = [3, 2, ...down(9, 2)]
