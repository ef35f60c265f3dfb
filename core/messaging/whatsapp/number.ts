/**
 * A Brazilian mobile number as WhatsApp knows it, with the country's code; null: it is none. Older accounts come without the ninth
 * digit: both forms are one number.
 */
export function whatsappNumber(text: string): string | null {
  const digits = text.replace(/\D/g, '')
  const local = /^55\d{10,11}$/.test(digits) ? digits.slice(2) : digits
  const whole = /^[1-9]{2}[6-9]\d{7}$/.test(local)
    ? `${local.slice(0, 2)}9${local.slice(2)}`
    : local
  return /^[1-9]{2}9\d{8}$/.test(whole) ? `55${whole}` : null
}
