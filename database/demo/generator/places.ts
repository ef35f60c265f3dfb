import type { Random } from './random.ts'

export const AGENCIES = [
  { code: 'sede', title: 'Sede' },
  { code: 'distritos', title: 'Distritos' },
] as const

export const LOCALITIES = [
  { code: '01', name: 'Águas Claras do Norte (sede)', agency: 'sede' },
  { code: '02', name: 'Distrito de Santa Rita do Cedro', agency: 'distritos' },
  { code: '03', name: 'Povoado Ribeirão do Ouro', agency: 'distritos' },
] as const

const DISTRICTS =
  `Centro|Jardim Primavera|Vila Nova|São José|Boa Esperança|Santa Rita|Ribeirão do Ouro|Módulo 1|Palmiteira
|Setor Industrial|Jardim das Flores|Parque dos Buritis|Cidade Alta|Nossa Senhora Aparecida|Residencial do Lago`.split(
    /\s*\|/
  )

const TREES =
  `das Acácias|dos Ipês|das Palmeiras|dos Jatobás|das Mangueiras|dos Cedros|das Aroeiras|dos Buritis|dos Pequizeiros
|das Orquídeas|das Violetas|dos Girassóis|das Hortênsias|dos Lírios|do Cerrado|das Garças|dos Tuiuiús|das Araras|das Águas
|dos Garimpeiros|dos Pioneiros|das Nascentes`.split(/\s*\|/)

const PEOPLE =
  `Brasil|Mato Grosso|Rondon|Tiradentes|Sete de Setembro|Quinze de Novembro|Castro Alves|Santos Dumont|Dom Aquino
|Barão de Melgaço|Getúlio Vargas|Tancredo Neves|Rui Barbosa|Marechal Deodoro`.split(/\s*\|/)

const ROMAN = ['', ' II', ' III', ' IV', ' V', ' VI', ' VII', ' VIII']
const STREETS_PER_DISTRICT = 12

export interface District {
  readonly name: string
  /** Index in `LOCALITIES`. */
  readonly locality: number
  readonly streets: readonly Street[]
}

export interface Street {
  readonly name: string
  readonly zipCode: string
  /** Whether the sewage network passes here, and whether what it collects is treated. */
  readonly sewage: 'collected' | 'collected_treated' | null
}

/** The two districts of a billing group, each with its streets; district names repeat with a Roman numeral. */
export function districtsOfGroup(group: number, random: Random): District[] {
  return [group * 2, group * 2 + 1].map((index) => {
    const round = Math.floor(index / DISTRICTS.length)
    const name = `${DISTRICTS[index % DISTRICTS.length]!}${ROMAN[round] ?? ` ${round + 1}`}`
    return {
      name,
      locality: name.startsWith('Santa Rita') ? 1 : name.startsWith('Ribeirão') ? 2 : 0,
      streets: streetNames(random).map((street, place) => ({
        name: street,
        zipCode: zipCodeOf(index * STREETS_PER_DISTRICT + place),
        sewage: sewageOf(random, index + place),
      })),
    }
  })
}

/** The network passes three streets of five. */
function sewageOf(random: Random, street: number): Street['sewage'] {
  if (![0, 1, 3].includes(street % 5)) return null
  return random.chance(550) ? 'collected_treated' : 'collected'
}

/** In the last range of the state, `78899-nnn`. */
const zipCodeOf = (street: number) => `78899${String(street % 1000).padStart(3, '0')}`

function streetNames(random: Random): string[] {
  const names = new Set<string>()
  while (names.size < STREETS_PER_DISTRICT) {
    names.add(
      random.chance(750)
        ? `Rua ${random.pick(random.chance(800) ? TREES : PEOPLE)}`
        : `Avenida ${random.pick(PEOPLE)}`
    )
  }
  return [...names]
}
