import type { EnumOption } from '#core/records/index'

export const CUSTOMER_KINDS: readonly EnumOption[] = [
  { value: 'person', label: 'Pessoa física' },
  { value: 'company', label: 'Pessoa jurídica', tone: 'info' },
  { value: 'public_body', label: 'Órgão público', tone: 'neutral' },
  { value: 'foreign', label: 'Estrangeiro(a)', tone: 'neutral' },
]

export const PREMISE_KINDS: readonly EnumOption[] = [
  { value: 'single', label: 'Imóvel' },
  { value: 'condominium_master', label: 'Condomínio (principal)', tone: 'info' },
  { value: 'condominium_child', label: 'Unidade de condomínio', tone: 'neutral' },
]

export const CATEGORY_OPTIONS: readonly EnumOption[] = [
  { value: 'RES', label: 'Residencial' },
  { value: 'COM', label: 'Comercial' },
  { value: 'IND', label: 'Industrial' },
  { value: 'PUB', label: 'Pública' },
]

export const SERVICES: readonly EnumOption[] = [
  { value: 'water', label: 'Água', tone: 'info' },
  { value: 'sewage', label: 'Esgoto', tone: 'neutral' },
]

export const SITUATIONS: readonly EnumOption[] = [
  { value: 'active', label: 'Ligada', tone: 'good' },
  { value: 'cut_standpipe', label: 'Cortada no cavalete', tone: 'bad' },
  { value: 'cut_branch', label: 'Cortada no ramal', tone: 'bad' },
  { value: 'suppressed', label: 'Suprimida', tone: 'neutral' },
  { value: 'plugged', label: 'Tamponada', tone: 'attention' },
]

export const SEWAGE_CLASSES: readonly EnumOption[] = [
  { value: 'collected', label: 'Coletado' },
  { value: 'collected_treated', label: 'Coletado e tratado' },
  { value: 'none', label: 'Não se aplica' },
]

export const HOLDING_ROLES: readonly EnumOption[] = [
  { value: 'holder', label: 'Titular', tone: 'good' },
  { value: 'owner', label: 'Proprietário', tone: 'neutral' },
  { value: 'tenant', label: 'Inquilino', tone: 'info' },
]

export const RANGE_SIDES: readonly EnumOption[] = [
  { value: 'both', label: 'Os dois lados' },
  { value: 'odd', label: 'Ímpares' },
  { value: 'even', label: 'Pares' },
]

export const ADDRESS_KINDS: readonly EnumOption[] = [
  { value: 'alternative', label: 'Alternativo' },
  { value: 'secondary', label: 'Secundário' },
]

export const DELIVERIES: readonly EnumOption[] = [
  { value: 'physical', label: 'Endereço do imóvel' },
  { value: 'alternative', label: 'Endereço alternativo' },
  { value: 'secondary', label: 'Endereço secundário' },
]

export const SPECIAL_KIND_OPTIONS: readonly EnumOption[] = [
  { value: 'large_consumer', label: 'Grande consumidor', tone: 'info' },
  { value: 'public_body', label: 'Órgão público', tone: 'neutral' },
]

export const AREAS: readonly EnumOption[] = [
  { value: 'urban', label: 'Urbana' },
  { value: 'rural', label: 'Rural' },
]

export const PREMISE_STATUSES: readonly EnumOption[] = [
  { value: 'active', label: 'Em uso', tone: 'good' },
  { value: 'inactive', label: 'Desativado', tone: 'neutral' },
]
