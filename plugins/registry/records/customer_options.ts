import type { EnumOption } from '#core/records/index'

export const SPECIAL_NEEDS: readonly EnumOption[] = [
  { value: 'sight', label: 'Deficiência visual (fatura em braile ou áudio)' },
  { value: 'hearing', label: 'Deficiência auditiva' },
  { value: 'mobility', label: 'Mobilidade reduzida' },
  { value: 'elderly', label: 'Pessoa idosa com prioridade' },
  { value: 'life_support', label: 'Depende de equipamento vital em casa' },
  { value: 'other', label: 'Outra' },
]

export const ORIGINS: readonly EnumOption[] = [
  { value: 'typed', label: 'Cadastrado aqui' },
  { value: 'legacy', label: 'Sistema anterior', tone: 'neutral' },
]

export const CONTACT_KINDS: readonly EnumOption[] = [
  { value: 'mobile', label: 'Celular' },
  { value: 'home', label: 'Telefone residencial' },
  { value: 'business', label: 'Telefone comercial' },
  { value: 'whatsapp', label: 'WhatsApp', tone: 'good' },
  { value: 'email', label: 'E-mail', tone: 'info' },
  { value: 'other', label: 'Outro telefone' },
]

export const CONSENTS: readonly EnumOption[] = [
  { value: 'given', label: 'Autorizou', tone: 'good' },
  { value: 'refused', label: 'Não autorizou', tone: 'bad' },
]

export const CONSENT_SOURCES: readonly EnumOption[] = [
  { value: 'desk', label: 'Atendimento presencial' },
  { value: 'telephone', label: 'Telefone' },
  { value: 'portal', label: 'Portal' },
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'paper', label: 'Formulário assinado' },
  { value: 'campaign', label: 'Recadastramento' },
  { value: 'legacy', label: 'Sistema anterior' },
]
