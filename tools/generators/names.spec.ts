import { formsOf, pluralOf, problemWith } from './names.mjs';

describe('a name', () => {
  it('comes in every form code needs', () => {
    expect(formsOf('gift-card')).toMatchObject({
      kebab: 'gift-card',
      snake: 'gift_card',
      pascal: 'GiftCard',
      camel: 'giftCard',
      words: 'gift card',
      plural: { kebab: 'gift-cards', snake: 'gift_cards', pascal: 'GiftCards', camel: 'giftCards' },
    });
  });

  it.each([
    ['invoice', 'invoices'],
    ['policy', 'policies'],
    ['key', 'keys'],
    ['address', 'addresses'],
    ['box', 'boxes'],
  ])('%s, of many %s', (one, many) => {
    expect(pluralOf(one)).toBe(many);
  });

  it('takes a plural that no rule finds', () => {
    expect(formsOf('person', 'people').plural.pascal).toBe('People');
  });

  it.each([
    'Invoice',
    'gift_card',
    '1st',
    'a--b',
    '-a',
    '',
    '../up',
    'a/b',
    'order-utils',
    'invoice-service',
    'class',
    'x'.repeat(41),
  ])('is not "%s"', (name) => {
    expect(problemWith(name)).toEqual(expect.any(String));
  });
});
