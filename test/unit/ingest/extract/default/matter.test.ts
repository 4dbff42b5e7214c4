import { describe, expect, test } from 'vitest'
import { isChemicalFormula, isQuantity, isUnit } from '../../../../../ingest/extract/default/matter.ts'

describe('quantities', () => {
  test.each(['1.7eV', '1560nm', '900oC', '0.1GPa', '4mPas', '10min', '12GB', '1Gbps', '40kWp', '4.7kΩ', '20m/s'])(
    '%s',
    (text) => {
      expect(isQuantity(text)).toBe(true)
    },
  )
  test.each(['3D', '3D-CNN', '2L-CCS', '5-shot', '1-layer', '2SC', '4K', '10B', '1080p', 'eV', '16x'])(
    'not %s',
    (text) => {
      expect(isQuantity(text)).toBe(false)
    },
  )
})

describe('units', () => {
  test.each(['eV', 'GeV', 'kPa', 'MHz', 'pA', 'ppm'])('%s', (text) => {
    expect(isUnit(text)).toBe(true)
  })
  test.each(['MAE', 'mAP', 'muP', 'PA', 'T', 'GP', 'kNN'])('not %s', (text) => {
    expect(isUnit(text)).toBe(false)
  })
})

describe('formulas of chemistry', () => {
  test.each(['PM2.5', 'CO2', 'TiO2', 'GaAs', 'UO2+', 'Fe3+', 'H2SO4', 'CH3OH', 'NaAlSi3O8', 'Y0.785Ta0.215O1.715'])(
    '%s',
    (text) => {
      expect(isChemicalFormula(text)).toBe(true)
    },
  )
  test.each([
    'CNN',
    'CC2',
    'FP16',
    'FCN8',
    'COCO',
    'PINN',
    'S4',
    'C51',
    'F1',
    'V1',
    'ViT',
    'NeRF',
    'YOLOv3',
    'CUB200',
    'GPT-2',
  ])('not %s', (text) => {
    expect(isChemicalFormula(text)).toBe(false)
  })
})

test('units without an end take no time', () => {
  const begin = process.cpuUsage()
  expect(isQuantity(`1${'m'.repeat(5_000)}x`)).toBe(false)
  expect(isChemicalFormula(`${'CoNaC'.repeat(2_000)}q`)).toBe(false)
  expect(process.cpuUsage(begin).user / 1000).toBeLessThan(500)
})
