/** Of the account that the first start makes. */
export const ownerName = 'admin';
