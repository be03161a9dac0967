/** Grades of the disability scale, from 1 (the worst) to 10. */
const mildest = 10

/** Reads disability grades: numbers, or text such as `8, 8`. Undefined unless all of them are whole and from 1 to 10. */
export function readGrades(raw: unknown): readonly number[] | undefined {
  const items: unknown = typeof raw === 'string' ? raw.split(/[,，、;；\s]+/).map(gradeOf) : raw
  if (!Array.isArray(items) || items.length === 0) return undefined
  const grades: number[] = []
  for (const item of items as readonly unknown[]) {
    if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 1 || item > mildest) return undefined
    grades.push(item)
  }
  return grades
}

function gradeOf(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined
}

/**
 * The one grade that several injuries come to (JR/T 0083-2013, 人身保险伤残评定标准, 多处伤残): the worst counts; when the
 * worst was given to two or more of them, it rises by one grade, and never above the first. At least one grade is given.
 */
export function gradeOfInjuries(grades: readonly number[]): number {
  const worst = Math.min(...grades)
  const isRepeated = grades.filter((grade) => grade === worst).length > 1
  return isRepeated ? Math.max(1, worst - 1) : worst
}
