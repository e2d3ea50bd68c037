import { fromJson, toJson } from './job-json';

it('a value comes back from JSON as it was', () => {
  const value = {
    at: new Date(5),
    bytes: 2n ** 62n,
    list: [1, 'a', null, true, { deep: [new Date(0)] }],
    absent: null,
  };
  const text = JSON.stringify(toJson({ ...value, undefinedIsLeftOut: undefined }));
  expect(fromJson(JSON.parse(text))).toEqual(value);
});

it('what cannot be kept is refused', () => {
  expect(() => toJson({ f: () => 1 })).toThrow('a function cannot be kept as JSON');
});
