import { type Registered, registeredCodes } from '#core/records/index'
import {
  CATEGORIES,
  COLLECTION_FREQUENCIES,
  METER_SIZES,
  TARIFF_TYPES,
  WASTE_PROFILES,
} from './registers.ts'
import { type Typed, typedShares } from './typed_case.ts'

/** A choice of the form by the names that the municipality gives to its codes. */
interface Choice {
  readonly name: keyof Typed
  readonly label: string
  readonly options: readonly Registered[]
}

export interface FormChoices {
  /** How many economies of each category; none where the plugin that keeps categories is off. */
  readonly categories: readonly (Registered & { readonly economies: string })[]
  /** Always one of them: a premise without a type is of the usual one. */
  readonly profile: Choice
  readonly others: readonly Choice[]
}

/** What the form of the simulation offers, a code that was typed and is not registered included. */
export async function formChoices(municipalityId: bigint, typed: Typed): Promise<FormChoices> {
  const choice = async (name: keyof Typed, label: string, table: string): Promise<Choice> => {
    const known = await registeredCodes(table, municipalityId)
    const given = typed[name]
    const isKnown = given === '' || !known.length || known.some(({ value }) => value === given)
    return { name, label, options: isKnown ? known : [...known, { value: given, title: given }] }
  }
  const shares = typedShares(typed)
  const categories = await registeredCodes(CATEGORIES, municipalityId)
  return {
    categories: categories.map((one) => ({ ...one, economies: shares.get(one.value) ?? '' })),
    profile: await choice('profile', 'Tipo de tarifa', TARIFF_TYPES),
    others: [
      await choice('meter_size', 'Capacidade do hidrômetro', METER_SIZES),
      await choice('collection_frequency', 'Frequência da coleta', COLLECTION_FREQUENCIES),
      await choice('waste_profile', 'Perfil do lixo', WASTE_PROFILES),
    ],
  }
}
