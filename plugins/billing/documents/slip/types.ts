/** Cents as text, dates `YYYY-MM-DD`. */
export interface SlipData {
  utility: {
    name: string
    short_name: string
    cnpj: string
    address: string
    sac_phone: string
  }
  document: {
    title: string
    number: string
    issued_on: string
    due_on: string
    total_cents: string
    note: string | null
  }
  payer: { name: string; tax_id: string | null }
  lines: { description: string; detail: string | null; amount_cents: string }[]
  payment: { barcode: string; line: string[]; pix: string | null }
}
