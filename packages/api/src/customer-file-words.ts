/** Bytes that one file may have. */
export const largestCustomerFile = 20 * 1024 * 1024

/** Paths of what is not JSON: the content of a file on its way in and out. */
export const customerFilePaths = {
  upload: (customerId: string) => `/api/customers/${customerId}/files`,
  content: (id: string) => `/api/customer-files/${id}/content`,
} as const
