/** Something a person may do that another must not be combined with: who holds one of its permissions does it. */
export interface DutyActivity {
  readonly code: string
  readonly title: string
  readonly permissions: readonly string[]
}

export interface DutyConflict {
  readonly a: string
  readonly b: string
  readonly because: string
}

/** A practice of an assurance method that is scored by how far its pairs are kept apart. */
export interface DutyPractice {
  readonly code: string
  readonly title: string
  readonly pairs: readonly (readonly [string, string])[]
  /** Level 3 or 1, no level between. */
  readonly isBinary: boolean
}

/** The content of the configuration kind `duties`. */
export interface DutiesMatrix {
  readonly activities: readonly DutyActivity[]
  readonly conflicts: readonly DutyConflict[]
  readonly practices: readonly DutyPractice[]
}

/** Two activities of one person that the matrix keeps apart, in the order of their codes. */
export interface FoundConflict {
  readonly a: DutyActivity
  readonly b: DutyActivity
  readonly because: string
}
