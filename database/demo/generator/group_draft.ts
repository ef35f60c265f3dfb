import { type CivilDate, addDays } from '#core/calendar/index'
import type { DemoCustomer, DemoPlan, DemoPremise } from './blueprint.ts'
import { PUBLIC_BODIES, company, person } from './customers.ts'
import { type District, type Street, districtsOfGroup } from './places.ts'
import { type Random, createRandom } from './random.ts'

/** Serial numbers that a group may use for documents and meters. */
const SERIALS_PER_GROUP = 2000
const STREETS_OF_GROUP = 20

export interface GroupRequest extends Omit<DemoPlan, 'isSmall'> {
  readonly index: number
  /** Economies that the group must have, exactly. */
  readonly economies: number
}

/** The group in the making: what has been written, and the place where the next premise stands. */
export class GroupDraft {
  readonly random: Random
  readonly asOf: CivilDate
  readonly premises: DemoPremise[] = []
  readonly customers: DemoCustomer[] = []
  readonly #request: GroupRequest
  readonly #places: { district: District; street: Street }[]
  #place = 0
  #inStreet = 0
  #number = 0
  #serial = 0
  #economies = 0

  constructor(request: GroupRequest) {
    this.#request = request
    this.asOf = request.asOf
    this.random = createRandom(`${request.seed}/${request.economies}/${request.index}`)
    this.#places = districtsOfGroup(request.index, this.random).flatMap((district) =>
      district.streets.map((street) => ({ district, street }))
    )
  }

  /** Economies still to place. */
  get missing(): number {
    return this.#request.economies - this.#economies
  }

  add(premise: DemoPremise): number {
    this.#economies += premise.economies.reduce((sum, { economies }) => sum + economies, 0)
    return this.premises.push(premise) - 1
  }

  nextSerial(): number {
    if (this.#serial >= SERIALS_PER_GROUP) throw new RangeError('The group has too many premises')
    return this.#request.index * SERIALS_PER_GROUP + this.#serial++
  }

  newPerson(): number {
    return this.customers.push(person(this.random, this.nextSerial())) - 1
  }

  newCompany(isFactory: boolean): number {
    return this.customers.push(company(this.random, this.nextSerial(), isFactory)) - 1
  }

  publicBody(): number {
    const body = this.random.pick(PUBLIC_BODIES)
    const known = this.customers.indexOf(body)
    return known === -1 ? this.customers.push(body) - 1 : known
  }

  /** The next door of the walk; goes to the next street when this one is full. */
  nextDoor(): { district: District; street: Street; number: string | null } {
    const perStreet = Math.ceil(this.#request.economies / STREETS_OF_GROUP)
    if (this.#inStreet >= perStreet) {
      this.#place++
      this.#inStreet = 0
      this.#number = 0
    }
    this.#inStreet++
    this.#number += this.random.integer(4, 18)
    const { district, street } = this.#places[this.#place % this.#places.length]!
    return { district, street, number: this.random.chance(975) ? String(this.#number) : null }
  }

  /** A day between so many days before the beginning of the demo. */
  daysAgo(min: number, max: number): CivilDate {
    return addDays(this.asOf, -this.random.integer(min, max))
  }
}
