import { z } from 'zod'
import { isCivilDate } from '../civil-date.ts'

const civilDate = z.string('expected a date').refine(isCivilDate, 'not a date that exists (YYYY-MM-DD)')
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower case letters, digits and _')
const words = z.strictObject({ en: z.string().min(1), 'zh-Hans': z.string().min(1), 'zh-Hant': z.string().min(1) })

/**
 * A dated, reversible change on top of the terms (责任扩展): a file of its own that touches no pack. It is chosen by the day of
 * diagnosis, never by the day on which the policy was bought: the regulator let insurers widen their cover in early 2020 on
 * condition that they announce it, and treat those who bought before and after the announcement alike.
 */
export const overlaySchema = z.lazy(() =>
  z.strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'expected an id such as OVL-COVID-2020-01'),
    /** What people call it; the id where absent. */
    name: words.optional(),
    /** Known, and hence applied, from this day of judging on. */
    announced: z.string('an overlay must have been announced: a date').pipe(civilDate),
    url: z.url('an overlay needs the address of its announcement'),
    /** Absent only in a pack, where it is that product. */
    products: z.array(z.string().min(1)).min(1).optional(),
    diagnosed: z
      .strictObject({ from: civilDate, to: civilDate })
      .refine(({ from, to }) => from <= to, 'the last day of diagnosis is before the first'),
    /** An option of `event.disease`; absent where any disease counts. */
    disease: z.string().min(1).optional(),
    /** Gates that fall away, by id; those that a product does not have are passed over. */
    drop_gates: z.array(id),
    /** Numbers of the terms that change: deductibles, ratios, limits. */
    set: z.record(id, z.int()),
    /** What is asked for beside the product's own documents. */
    documents: z.array(z.strictObject({ code: id, clause: z.string().min(1) })).default([]),
    same_for_all_buyers: z.literal(true, 'an overlay must treat all buyers alike, before and after its announcement'),
  }),
)

export type Overlay = z.infer<typeof overlaySchema>
