import vine from '@vinejs/vine'
import { rowId } from '#core/actions/index'
import { SEWAGE_OPTIONS, SPECIAL_KINDS } from '../domain/premise_facts.ts'

/** Eight digits, with or without the hyphen. */
export const zipCode = () =>
  vine
    .string()
    .regex(/^\d{5}-?\d{3}$/)
    .transform((text) => text.replace('-', ''))

export const sewageClass = () => vine.enum(SEWAGE_OPTIONS)

const count = (most: number) => vine.number().withoutDecimals().range([0, most]).optional()
const short = (most: number) => vine.string().maxLength(most).optional()
const degrees = () =>
  vine
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,6})?$/)
    .optional()

/** What a premise says of itself; every one may be left out. */
export const premiseAttributes = {
  lot_id: rowId().optional(),
  lot_number: short(20),
  unit_number: short(20),
  residents: count(9999),
  water_outlets: count(9999),
  built_area: vine
    .string()
    .regex(/^\d{1,8}(\.\d{1,2})?$/)
    .optional(),
  property_tax_number: short(30),
  has_water_tank: vine.boolean().optional(),
  has_cistern: vine.boolean().optional(),
  has_own_source: vine.boolean().optional(),
  street_pavement: short(40),
  sidewalk_pavement: short(40),
  special_kind: vine.enum(SPECIAL_KINDS).optional(),
  building_situation: short(40),
  tariff_type: short(40),
  collection_frequency: short(40),
  waste_profile: short(40),
  latitude: degrees(),
  longitude: degrees(),
}

/** What a connection is made of; every one may be left out. */
export const connectionAttributes = {
  network: short(40),
  water_branch_diameter: short(40),
  sewage_branch_diameter: short(40),
  branch_material: short(40),
  riser_position: short(40),
  riser_type: short(40),
  riser_diameter: short(40),
  riser_material: short(40),
  connection_type: short(40),
  remarks: short(500),
}
