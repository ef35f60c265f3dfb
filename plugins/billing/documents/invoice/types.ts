/** Cents as text (`"18742"`), decimals as text (`"4.21"`), dates `YYYY-MM-DD`, months `YYYY-MM`. See `schema.ts` for titles. */
export interface InvoiceData {
  utility: {
    name: string
    short_name: string
    cnpj: string
    address: string
    sac_phone: string
    sac_hours: string
    desk: string | null
    website: string | null
    ombudsman: string | null
    regulator: string | null
    logo: string | null
  }
  document: {
    title: string
    number: string
    reference: string
    issued_on: string
    due_on: string
    total_cents: string
    second_copy_on: string | null
    replaces: string | null
  }
  customer: { name: string; tax_id: string | null; delivery_address: string | null }
  premise: {
    registration: string
    address: string
    district: string
    city: string
    state: string
    postal_code: string | null
    economies: { category: string; quantity: number }[]
    group: string
    route: string
    sequence: string
    water_status: string
    sewage_status: string
    meter_number: string | null
  }
  reading: InvoiceReading | null
  share: {
    master_registration: string
    method: string
    total_m3: string
    units: number
    share_m3: string
  } | null
  consumption: {
    months: { reference: string; volume_m3: string; is_current: boolean; is_estimated: boolean }[]
    average_m3: string | null
    average_months: number
    comparison: string | null
  } | null
  groups: InvoiceGroup[]
  gross_cents: string
  withholdings: { tax: string; rate_percent: string; amount_cents: string }[]
  tariff: { act: string; in_force_since: string; note: string | null }
  water_quality: InvoiceQuality | null
  water_quality_where: string
  debts: { as_of: string; count: number; total_cents: string; notice: string | null }
  messages: { tone: 'info' | 'attention'; title: string; text: string }[]
  late_charges: string
  notes: string[]
  /** Null, or a barcode of null, when there is nothing to pay. */
  payment: {
    barcode: string | null
    line: string[] | null
    pix: string | null
    agents: string | null
    direct_debit: { bank: string; account: string } | null
  } | null
  fiscal: {
    number: string
    series: string
    access_key: string
    authorised_at: string
    protocol: string
    url: string
  } | null
  rules: { pack_hash: string }
}

export interface InvoiceReading {
  previous_on: string
  previous_value: string | null
  current_on: string
  current_value: string | null
  next_on: string | null
  days: number
  kind: 'measured' | 'estimated' | 'average' | 'minimum' | 'fixed'
  kind_text: string
  measured_m3: string | null
  billed_m3: string
  daily_m3: string | null
  note: string | null
}

export interface InvoiceGroup {
  title: string
  beneficiary: { name: string; cnpj: string } | null
  subtotal_cents: string
  lines: InvoiceLine[]
}

export interface InvoiceLine {
  description: string
  detail: string | null
  legal_basis: string | null
  quantity: string | null
  unit: string | null
  unit_price: string | null
  amount_cents: string
  brackets: { label: string; volume_m3: string; unit_price: string; amount_cents: string }[]
}

export interface InvoiceQuality {
  system: string
  reference: string
  source: string | null
  conclusion: string
  parameters: {
    name: string
    limit: string
    required: number
    analysed: number
    conforming: number
    average: string | null
  }[]
}
