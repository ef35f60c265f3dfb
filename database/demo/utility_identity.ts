import type { UtilityIdentity } from '#plugins/registry/api'
import { testCnpj } from './generator/documents.ts'
import { DEMO_MUNICIPALITY } from './municipality.ts'

const { name: city, state } = DEMO_MUNICIPALITY

/** The demo's utility: invented, with a CNPJ of the test range and telephones that no operator gives. */
export const DEMO_UTILITY: UtilityIdentity = {
  name: `Serviço Autônomo de Água e Esgoto de ${city}`,
  short_name: 'SAAE',
  cnpj: testCnpj(999_100),
  address: `Avenida das Nascentes, 450, Centro, ${city}, ${state}, 78899-000`,
  city,
  state,
  zip_code: '78899000',
  sac_phone: '0800 000 0195',
  sac_hours: 'Ligação gratuita, 24 horas',
  desk: 'Avenida das Nascentes, 450, segunda a sexta, 7h30 às 17h',
  website: 'saae.example.com',
  ombudsman: '(65) 90000-0162 · ouvidoria@saae.example.com',
  regulator: 'Agência Reguladora Intermunicipal de Saneamento (fictícia) · 0800 000 0167',
}
