/** Key of the message that a job's answers repaint. */
export const jobKey = (jobId: string): string => `job:${jobId}`;
