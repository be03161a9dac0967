export const resourceKinds = ['emergency', 'hotline', 'hospital', 'insurer', 'community', 'mediation'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** Digits with what people write between them: `110`, `010-8888 0000`, `+86 571 0000 0000`, `400-000-0000 转 2`. */
export const phonePattern = /^\+?\d[\d -]{1,22}\d(?: ?(?:转|轉|ext\.?) ?\d{1,6})?$/
